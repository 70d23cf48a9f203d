package io.github.wsgi4j.middleware;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A body that computes its blocks, and counts how often it is closed.
 */
public final class TestBlocks implements Iterable<byte[]>, AutoCloseable {

	private final String[] blocks;

	private final Map<Integer, Step> steps = new HashMap<>();

	private int closed;

	public TestBlocks(String... blocks) {
		this.blocks = blocks;
	}

	/**
	 * Does something before it gives a block.
	 */
	public TestBlocks before(int index, Step step) {
		this.steps.put(index, step);
		return this;
	}

	public int closed() {
		return this.closed;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < TestBlocks.this.blocks.length;
			}

			@Override
			public byte[] next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				try {
					TestBlocks.this.steps.getOrDefault(this.next, () -> {
					}).run();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
				return Trial.bytes(TestBlocks.this.blocks[this.next++]);
			}

		};
	}

	@Override
	public void close() {
		this.closed++;
	}

	@FunctionalInterface
	public interface Step {

		void run() throws Exception;

	}

}
