package io.github.wsgi4j;

import java.util.Iterator;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The part of a middleware that sees the body of a response, for
 * {@link Body#filter(Iterable, BodyFilter)}.
 */
@FunctionalInterface
public interface BodyFilter {

	/**
	 * Sees a block that the server takes.
	 * @param block the application's block
	 * @return the block that the server gets in its place, mostly the same
	 */
	byte[] block(byte[] block);

	/**
	 * Sees the end of an iteration.
	 * @param failure the exception of the application's body, or {@code null} if that has
	 * given its last block
	 */
	default void end(@Nullable Throwable failure) {
	}

	/**
	 * Begins an iteration. A body in memory may be iterated several times, and a single
	 * block of a list is asked for as the iteration of a list of one.
	 * @param body the application's body; its iterator is to be asked for at once
	 * @return its blocks, seen by the other methods; one that is overridden keeps the
	 * number of blocks and does not look ahead
	 */
	default Iterator<byte[]> iterate(Iterable<byte[]> body) {
		return FilteredBlocks.of(body, this);
	}

	/**
	 * Returns a filter that changes no block, and begins an iteration in a way of its
	 * own.
	 * @param iteration what {@link #iterate} does
	 * @return the filter
	 */
	static BodyFilter iterating(Function<Iterable<byte[]>, Iterator<byte[]>> iteration) {
		return new BodyFilter() {

			@Override
			public byte[] block(byte[] block) {
				return block;
			}

			@Override
			public Iterator<byte[]> iterate(Iterable<byte[]> body) {
				return iteration.apply(body);
			}

		};
	}

	/**
	 * Closes the body.
	 * @param body closes the application's body, if that can be closed
	 * @throws Exception if that fails
	 */
	default void close(AutoCloseable body) throws Exception {
		body.close();
	}

}
