package io.github.wsgi4j.middleware;

import java.util.Collection;
import java.util.Iterator;
import java.util.function.Supplier;

import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.PublisherBody;
import org.jspecify.annotations.Nullable;

/**
 * A body that tells when it is closed, and how many bytes it gave. It is of the same kind
 * as the one that it stands for, so that a server treats it in the same way.
 */
@SuppressWarnings("try") // it throws what the application's body throws
class WatchedBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final BodyEnd end;

	private long bytes;

	private @Nullable Throwable failure;

	WatchedBody(Iterable<byte[]> body, BodyEnd end) {
		this.body = body;
		this.end = end;
	}

	/**
	 * Watches a body.
	 * @param body the application's
	 * @param end is told when it is closed; a file's and a publisher's before they are
	 * @return the body to return in its place
	 */
	static Iterable<byte[]> of(Iterable<byte[]> body, BodyEnd end) {
		if (body instanceof FileBody file) {
			return file.onClose(() -> end.closed(file.count(), null));
		}
		if (body instanceof PublisherBody published) {
			long[] bytes = new long[1];
			return published.onBlock((block) -> bytes[0] += block.length).onClose(() -> end.closed(bytes[0], null));
		}
		return (body instanceof Collection<byte[]> collection) ? new WatchedCollection(collection, end)
				: new WatchedBody(body, end);
	}

	@Override
	public Iterator<byte[]> iterator() {
		// What is in memory is iterated as often as the server likes.
		this.bytes = 0;
		Iterator<byte[]> blocks = step(this.body::iterator);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return step(blocks::hasNext);
			}

			@Override
			public byte[] next() {
				byte[] block = step(blocks::next);
				WatchedBody.this.bytes += block.length;
				return block;
			}

		};
	}

	/**
	 * Takes one step of the iteration.
	 */
	<T> T step(Supplier<T> step) {
		try {
			return step.get();
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
	}

	@Override
	public void close() throws Exception {
		try {
			if (this.body instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		finally {
			this.end.closed(this.bytes, this.failure);
		}
	}

}
