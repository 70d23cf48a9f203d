package io.github.wsgi4j.demo;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Numbers and their squares, a thousand lines at a time: only the block on its way is in
 * memory. All lines are of one length, so that the length of all is known before.
 */
class Squares implements Iterator<byte[]> {

	static final int LINES = 250_000;

	static final int LENGTH = LINES * "000000,00000000000\n".length();

	private static final int LINES_IN_A_BLOCK = 1000;

	private long number;

	@Override
	public boolean hasNext() {
		return this.number < LINES;
	}

	@Override
	public byte[] next() {
		if (!hasNext()) {
			throw new NoSuchElementException();
		}
		StringBuilder lines = new StringBuilder();
		for (int i = 0; i < LINES_IN_A_BLOCK; i++) {
			this.number++;
			lines.append("%06d,%011d\n".formatted(this.number, this.number * this.number));
		}
		return lines.toString().getBytes(StandardCharsets.US_ASCII);
	}

}
