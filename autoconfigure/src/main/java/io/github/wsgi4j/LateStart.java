package io.github.wsgi4j;

import java.util.Iterator;

/**
 * Runs an action before the first block of a body, or its end, is given on.
 */
final class LateStart implements BodyFilter {

	private final Runnable action;

	private boolean done;

	LateStart(Runnable action) {
		this.action = action;
	}

	@Override
	public byte[] block(byte[] block) {
		start();
		return block;
	}

	private void start() {
		if (!this.done) {
			this.done = true;
			this.action.run();
		}
	}

	@Override
	public Iterator<byte[]> iterate(Iterable<byte[]> body) {
		Iterator<byte[]> blocks = body.iterator();
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				boolean more = blocks.hasNext();
				start();
				return more;
			}

			@Override
			public byte[] next() {
				return block(blocks.next());
			}

		};
	}

}
