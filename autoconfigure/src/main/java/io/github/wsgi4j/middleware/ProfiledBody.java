package io.github.wsgi4j.middleware;

import java.util.Iterator;
import java.util.function.Supplier;

/**
 * A body that is looked at while it computes its blocks.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class ProfiledBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final Sampler sampler;

	private final Runnable end;

	ProfiledBody(Iterable<byte[]> body, Sampler sampler, Runnable end) {
		this.body = body;
		this.sampler = sampler;
		this.end = end;
	}

	private <T> T inside(Supplier<T> step) {
		this.sampler.enter();
		try {
			return step.get();
		}
		finally {
			this.sampler.leave();
		}
	}

	@Override
	public Iterator<byte[]> iterator() {
		Iterator<byte[]> blocks = inside(this.body::iterator);
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return inside(blocks::hasNext);
			}

			@Override
			public byte[] next() {
				return inside(blocks::next);
			}

		};
	}

	@Override
	public void close() throws Exception {
		try {
			if (this.body instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		finally {
			this.end.run();
		}
	}

}
