package io.github.wsgi4j;

import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The blocks of a body, shown to a filter one by one.
 */
record FilteredBlocks(Iterator<byte[]> blocks, BodyFilter filter) implements Iterator<byte[]> {

	@SuppressWarnings("NullAway") // the server says what is wrong with a body without one
	static Iterator<byte[]> of(Iterable<byte[]> body, BodyFilter filter) {
		Iterator<byte[]> blocks = step(body::iterator, filter);
		return (blocks != null) ? new FilteredBlocks(blocks, filter) : null;
	}

	@Override
	public boolean hasNext() {
		boolean more = step(this.blocks::hasNext, this.filter);
		if (!more) {
			this.filter.end(null);
		}
		return more;
	}

	@Override
	public byte[] next() {
		byte[] block = step(this.blocks::next, this.filter);
		return (block != null) ? this.filter.block(block) : block;
	}

	private static <T> T step(Supplier<T> step, BodyFilter filter) {
		try {
			return step.get();
		}
		catch (Throwable ex) {
			filter.end(ex);
			throw ex;
		}
	}

}
