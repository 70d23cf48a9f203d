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
	 * Sees a block that the server takes, once: if the server looks at a body in memory
	 * again, it gets what this method has returned.
	 * @param block the application's block, which may be a constant: bytes are changed in
	 * another array
	 * @return the block that the server gets in its place, usually the same
	 */
	byte[] block(byte[] block);

	/**
	 * Sees the end of the iteration. It is not called if the server does not take the
	 * whole body, as for a response to {@code HEAD} or a client that disconnects.
	 * @param failure the exception of the application's body, or {@code null} if it has
	 * yielded its last block
	 */
	default void end(@Nullable Throwable failure) {
	}

	/**
	 * Begins the iteration, of which there is one for each body.
	 * @param body the application's body; its iterator must be requested at once
	 * @return its blocks, passed through the other methods; a method that overrides this
	 * one must keep the number of blocks and not read ahead
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
