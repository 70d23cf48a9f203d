package io.github.wsgi4j.middleware;

import java.util.AbstractList;
import java.util.List;

/**
 * What a middleware does with the body of an application.
 */
final class Bodies {

	private Bodies() {
	}

	/**
	 * Makes a body of another, which is closed if that fails: the server does not get it.
	 */
	static Iterable<byte[]> change(Iterable<byte[]> body, Change change) throws Exception {
		try {
			return change.apply(body);
		}
		catch (Exception | Error ex) {
			if (body instanceof AutoCloseable closeable) {
				close(closeable, ex);
			}
			throw ex;
		}
	}

	private static void close(AutoCloseable body, Throwable cause) {
		try {
			body.close();
		}
		catch (Exception | Error ex) {
			cause.addSuppressed(ex);
		}
	}

	/**
	 * Blocks in memory in place of a body, which is closed with them.
	 */
	static Iterable<byte[]> replace(Iterable<byte[]> body, List<byte[]> blocks) {
		return (body instanceof AutoCloseable closeable) ? new Replacement(blocks, closeable) : blocks;
	}

	/**
	 * A step from one body to another.
	 */
	@FunctionalInterface
	interface Change {

		Iterable<byte[]> apply(Iterable<byte[]> body) throws Exception;

	}

	@SuppressWarnings("try") // it throws what the application's body throws
	private static final class Replacement extends AbstractList<byte[]> implements AutoCloseable {

		private final List<byte[]> blocks;

		private final AutoCloseable replaced;

		Replacement(List<byte[]> blocks, AutoCloseable replaced) {
			this.blocks = blocks;
			this.replaced = replaced;
		}

		@Override
		public byte[] get(int index) {
			return this.blocks.get(index);
		}

		@Override
		public int size() {
			return this.blocks.size();
		}

		@Override
		public void close() throws Exception {
			this.replaced.close();
		}

	}

}
