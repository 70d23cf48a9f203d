package io.github.wsgi4j.middleware.diagnostics;

import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The blocks of a body that is looked at while it computes them.
 */
final class ProfiledBlocks implements Iterator<byte[]> {

	private final Sampler sampler;

	private final Iterator<byte[]> blocks;

	ProfiledBlocks(Iterable<byte[]> body, Sampler sampler) {
		this.sampler = sampler;
		this.blocks = step(body::iterator);
	}

	@Override
	public boolean hasNext() {
		return step(this.blocks::hasNext);
	}

	@Override
	public byte[] next() {
		return step(this.blocks::next);
	}

	private <T> T step(Supplier<T> step) {
		this.sampler.enter();
		try {
			return step.get();
		}
		finally {
			this.sampler.leave();
		}
	}

}
