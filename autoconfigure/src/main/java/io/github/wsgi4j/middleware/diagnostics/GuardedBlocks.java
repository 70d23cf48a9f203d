package io.github.wsgi4j.middleware.diagnostics;

import java.util.Iterator;
import java.util.function.Function;

/**
 * The blocks of a body in whose place a page comes if it fails before it has given
 * anything.
 */
final class GuardedBlocks implements Iterator<byte[]> {

	private final FailurePage page;

	private Iterator<byte[]> blocks;

	private boolean answered;

	GuardedBlocks(Iterable<byte[]> body, FailurePage page) {
		this.page = page;
		this.blocks = begin(body);
	}

	@Override
	public boolean hasNext() {
		return step(Iterator::hasNext);
	}

	@Override
	public byte[] next() {
		return step(Iterator::next);
	}

	private Iterator<byte[]> begin(Iterable<byte[]> body) {
		try {
			return body.iterator();
		}
		catch (Throwable ex) {
			return answer(ex);
		}
	}

	private Iterator<byte[]> answer(Throwable failure) {
		this.answered = true;
		return this.page.answerUnchecked(failure).iterator();
	}

	private <T> T step(Function<Iterator<byte[]>, T> step) {
		try {
			return step.apply(this.blocks);
		}
		catch (Throwable ex) {
			if (this.answered) {
				throw ex;
			}
			this.blocks = answer(ex);
			return step.apply(this.blocks);
		}
	}

}
