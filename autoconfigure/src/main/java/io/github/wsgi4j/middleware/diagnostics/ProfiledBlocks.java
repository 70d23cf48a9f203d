package io.github.wsgi4j.middleware.diagnostics;

import java.util.Iterator;
import java.util.function.Supplier;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.BodyFilter;

/**
 * The blocks of a body that is looked at while it computes them.
 */
final class ProfiledBlocks implements Iterator<byte[]> {

	private final Sampler sampler;

	private final Iterator<byte[]> blocks;

	private ProfiledBlocks(Iterable<byte[]> body, Sampler sampler) {
		this.sampler = sampler;
		this.blocks = step(body::iterator);
	}

	static Iterable<byte[]> of(Iterable<byte[]> body, Sampler sampler) {
		return Body.filter(body, BodyFilter.iterating((blocks) -> new ProfiledBlocks(blocks, sampler)));
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
