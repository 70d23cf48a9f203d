package io.github.wsgi4j.autoconfigure.support;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A body whose blocks are computed one by one, and that is to be closed.
 */
public final class TestBody implements Iterable<byte[]>, AutoCloseable {

	private final int blocks;

	private final Step step;

	private final Runnable whenClosed;

	public TestBody(int blocks, Step step, Runnable whenClosed) {
		this.blocks = blocks;
		this.step = step;
		this.whenClosed = whenClosed;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < TestBody.this.blocks;
			}

			@Override
			public byte[] next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				try {
					String block = TestBody.this.step.block(this.next);
					this.next++;
					return block.getBytes(StandardCharsets.UTF_8);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					throw new IllegalStateException(ex);
				}
			}
		};
	}

	@Override
	public void close() {
		this.whenClosed.run();
	}

	/**
	 * Computes a block.
	 */
	@FunctionalInterface
	public interface Step {

		String block(int index) throws InterruptedException;

	}

}
