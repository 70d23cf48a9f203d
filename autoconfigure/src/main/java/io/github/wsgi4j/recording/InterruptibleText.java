package io.github.wsgi4j.recording;

import java.util.concurrent.CancellationException;

/**
 * A text that cannot be read by a thread that is interrupted: a regular expression may
 * take years, and asks for nothing but characters.
 */
record InterruptibleText(CharSequence text) implements CharSequence {

	@Override
	public int length() {
		return this.text.length();
	}

	@Override
	public char charAt(int index) {
		if (Thread.currentThread().isInterrupted()) {
			throw new CancellationException("Interrupted while comparing");
		}
		return this.text.charAt(index);
	}

	@Override
	public CharSequence subSequence(int start, int end) {
		return this.text.subSequence(start, end);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
