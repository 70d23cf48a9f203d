package io.github.wsgi4j.middleware.content;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A body whose blocks are compressed one by one, if by the time of the first the head of
 * the response says so.
 */
@SuppressWarnings("try") // it throws what the application's body throws
final class GzipBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterable<byte[]> body;

	private final BooleanSupplier compressed;

	private @Nullable GzipBuffer buffer;

	private boolean begun;

	GzipBody(Iterable<byte[]> body, BooleanSupplier compressed) {
		this.body = body;
		this.compressed = compressed;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Blocks(this.body.iterator());
	}

	@Override
	public void close() throws Exception {
		finish();
		if (this.body instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

	private void begin() {
		if (!this.begun) {
			this.begun = true;
			this.buffer = this.compressed.getAsBoolean() ? new GzipBuffer() : null;
		}
	}

	private byte @Nullable [] finish() {
		GzipBuffer buffer = this.buffer;
		this.buffer = null;
		return (buffer != null) ? buffer.finish() : null;
	}

	private final class Blocks implements Iterator<byte[]> {

		private final Iterator<byte[]> blocks;

		Blocks(Iterator<byte[]> blocks) {
			this.blocks = blocks;
		}

		@Override
		public boolean hasNext() {
			boolean more = this.blocks.hasNext();
			if (!more) {
				begin();
			}
			return more || GzipBody.this.buffer != null;
		}

		@Override
		public byte[] next() {
			if (this.blocks.hasNext()) {
				byte[] block = this.blocks.next();
				if (block.length == 0) {
					return block;
				}
				begin();
				GzipBuffer buffer = GzipBody.this.buffer;
				return (buffer != null) ? buffer.flush(block) : block;
			}
			begin();
			byte[] rest = finish();
			if (rest == null) {
				throw new NoSuchElementException();
			}
			return rest;
		}

	}

}
