package io.github.wsgi4j.test;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * A body that leaves a copy of the blocks that are taken from it, and says how it ended.
 */
@SuppressWarnings("try") // An application's body may throw what it likes.
final class CopiedBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final Capture capture;

	private final Runnable whenClosed;

	private String ending = RecordedBody.OPEN;

	CopiedBody(Iterable<byte[]> body, Capture capture, Runnable whenClosed) {
		this.body = body;
		this.capture = capture;
		this.whenClosed = whenClosed;
		capture.mark();
	}

	/**
	 * The body to return instead: a collection if it is one, since a server tells the
	 * length of a body in memory.
	 */
	Iterable<byte[]> asReturned() {
		return (this.body instanceof Collection<byte[]> collection) ? new InMemory(this, collection) : this;
	}

	String ending() {
		return this.ending;
	}

	@Override
	@SuppressWarnings("NullAway") // The server says what is wrong with a body without
									// one.
	public Iterator<byte[]> iterator() {
		// A server may look at blocks in memory more than once; the last time counts.
		this.capture.reset();
		this.ending = RecordedBody.OPEN;
		Iterator<byte[]> blocks = this.body.iterator();
		return (blocks != null) ? new Blocks(blocks) : null;
	}

	@Override
	public void close() throws Exception {
		try {
			if (this.body instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		finally {
			this.whenClosed.run();
		}
	}

	private final class Blocks implements Iterator<byte[]> {

		private final Iterator<byte[]> blocks;

		Blocks(Iterator<byte[]> blocks) {
			this.blocks = blocks;
		}

		@Override
		public boolean hasNext() {
			try {
				boolean more = this.blocks.hasNext();
				if (!more) {
					CopiedBody.this.ending = RecordedBody.WHOLE;
				}
				return more;
			}
			catch (Throwable ex) {
				CopiedBody.this.ending = ex.getClass().getName();
				throw ex;
			}
		}

		@Override
		public byte[] next() {
			try {
				byte @Nullable [] block = this.blocks.next();
				if (block != null) {
					CopiedBody.this.capture.add(block, 0, block.length);
				}
				return block;
			}
			catch (Throwable ex) {
				CopiedBody.this.ending = ex.getClass().getName();
				throw ex;
			}
		}

	}

	@SuppressWarnings("try")
	private static final class InMemory extends AbstractCollection<byte[]> implements AutoCloseable {

		private final CopiedBody body;

		private final Collection<byte[]> blocks;

		InMemory(CopiedBody body, Collection<byte[]> blocks) {
			this.body = body;
			this.blocks = blocks;
		}

		@Override
		public Iterator<byte[]> iterator() {
			return this.body.iterator();
		}

		@Override
		public int size() {
			return this.blocks.size();
		}

		@Override
		public void close() throws Exception {
			this.body.close();
		}

	}

}
