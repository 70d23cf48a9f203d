package io.github.wsgi4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/**
 * A body that is what is left of a stream. A block is what one read gives, so that
 * nothing waits for a block to be full.
 */
record StreamBody(InputStream stream, int blockSize) implements Iterable<byte[]>, Closeable {

	@Override
	public Iterator<byte[]> iterator() {
		return new Blocks();
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

	private final class Blocks implements Iterator<byte[]> {

		private byte @Nullable [] next;

		private boolean finished;

		@Override
		public boolean hasNext() {
			if (this.next == null && !this.finished) {
				this.next = read();
				this.finished = (this.next == null);
			}
			return !this.finished;
		}

		@Override
		public byte[] next() {
			byte[] block = hasNext() ? this.next : null;
			if (block == null) {
				throw new NoSuchElementException();
			}
			this.next = null;
			return block;
		}

		private byte @Nullable [] read() {
			try {
				byte[] block = new byte[StreamBody.this.blockSize];
				int length = StreamBody.this.stream.read(block);
				return (length < 0) ? null : (length == block.length) ? block : Arrays.copyOf(block, length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
