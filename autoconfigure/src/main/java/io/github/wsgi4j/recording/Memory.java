package io.github.wsgi4j.recording;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all captures of a shadow share.
 */
final class Memory {

	private final AtomicLong left;

	Memory(long bytes) {
		this.left = new AtomicLong(bytes);
	}

	/**
	 * Takes some of it.
	 * @return whether there was enough
	 */
	boolean take(long bytes) {
		boolean enough = this.left.addAndGet(-bytes) >= 0;
		if (!enough) {
			give(bytes);
		}
		return enough;
	}

	void give(long bytes) {
		this.left.addAndGet(bytes);
	}

}
