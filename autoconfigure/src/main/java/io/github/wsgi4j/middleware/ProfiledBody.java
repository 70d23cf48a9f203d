package io.github.wsgi4j.middleware;

import java.util.function.Supplier;

/**
 * A body that is looked at while it computes its blocks.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class ProfiledBody extends WatchedBody {

	private final Sampler sampler;

	ProfiledBody(Iterable<byte[]> body, Sampler sampler, Runnable end) {
		super(body, (bytes, failure) -> end.run());
		this.sampler = sampler;
	}

	@Override
	<T> T step(Supplier<T> step) {
		this.sampler.enter();
		try {
			return super.step(step);
		}
		finally {
			this.sampler.leave();
		}
	}

}
