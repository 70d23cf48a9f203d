package io.github.wsgi4j.middleware;

import java.util.Iterator;

/**
 * A body in whose place a page comes if it fails before it has given anything.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class GuardedBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final FailurePage page;

	GuardedBody(Iterable<byte[]> body, FailurePage page) {
		this.body = body;
		this.page = page;
	}

	@Override
	public Iterator<byte[]> iterator() {
		try {
			return new Blocks(this.body.iterator(), this.page);
		}
		catch (Throwable ex) {
			return this.page.answerUnchecked(ex).iterator();
		}
	}

	@Override
	public void close() throws Exception {
		if (this.body instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

	private static final class Blocks implements Iterator<byte[]> {

		private final FailurePage page;

		private Iterator<byte[]> blocks;

		private boolean answered;

		Blocks(Iterator<byte[]> blocks, FailurePage page) {
			this.blocks = blocks;
			this.page = page;
		}

		@Override
		public boolean hasNext() {
			try {
				return this.blocks.hasNext();
			}
			catch (Throwable ex) {
				return answer(ex).hasNext();
			}
		}

		@Override
		public byte[] next() {
			if (this.answered) {
				return this.blocks.next();
			}
			try {
				return this.blocks.next();
			}
			catch (Throwable ex) {
				return answer(ex).next();
			}
		}

		private Iterator<byte[]> answer(Throwable failure) {
			Iterator<byte[]> answer = this.page.answerUnchecked(failure).iterator();
			this.blocks = answer;
			this.answered = true;
			return answer;
		}

	}

}
