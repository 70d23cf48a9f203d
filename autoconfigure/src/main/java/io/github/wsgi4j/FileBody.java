package io.github.wsgi4j;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A body that is a range of an open file. A server may send it without reading it. When
 * iterated, it yields the same bytes in blocks.
 */
public final class FileBody implements Iterable<byte[]>, Closeable {

	private final FileChannel channel;

	private final long position;

	private final long count;

	private final int blockSize;

	private final Closeable owner;

	FileBody(FileChannel channel, long position, long count, int blockSize, Closeable owner) {
		this.channel = channel;
		this.position = position;
		this.count = count;
		this.blockSize = blockSize;
		this.owner = owner;
	}

	/**
	 * The open file.
	 * @return the channel; its own position is not used and not moved
	 */
	public FileChannel channel() {
		return this.channel;
	}

	/**
	 * The offset of the first byte.
	 * @return the offset of the first byte, from the beginning of the file
	 */
	public long position() {
		return this.position;
	}

	/**
	 * The length of the range.
	 * @return the number of bytes
	 */
	public long count() {
		return this.count;
	}

	/**
	 * A part of this range, for a range request.
	 * @param offset where the part begins, from the beginning of this range
	 * @param length the number of its bytes
	 * @return the body to return in place of this one, which it closes
	 * @throws IndexOutOfBoundsException if the part is not within the range
	 */
	public FileBody part(long offset, long length) {
		Objects.checkFromIndexSize(offset, length, this.count);
		return new FileBody(this.channel, this.position + offset, length, this.blockSize, this);
	}

	/**
	 * The same range, closed by a filter.
	 */
	FileBody filtered(BodyFilter filter) {
		return new FileBody(this.channel, this.position, this.count, this.blockSize, () -> close(this, filter));
	}

	/**
	 * Lets a filter close a body, whose interface has no other exceptions.
	 */
	static void close(Closeable body, BodyFilter filter) throws IOException {
		try {
			filter.close(body);
		}
		catch (IOException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IOException(ex);
		}
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Blocks();
	}

	@Override
	public void close() throws IOException {
		this.owner.close();
	}

	private final class Blocks implements Iterator<byte[]> {

		private long sent;

		@Override
		public boolean hasNext() {
			return this.sent < FileBody.this.count;
		}

		@Override
		public byte[] next() {
			if (!hasNext()) {
				throw new NoSuchElementException();
			}
			byte[] block = new byte[(int) Math.min(FileBody.this.blockSize, FileBody.this.count - this.sent)];
			try {
				ByteBuffer buffer = ByteBuffer.wrap(block);
				while (buffer.hasRemaining()) {
					if (FileBody.this.channel.read(buffer,
							FileBody.this.position + this.sent + buffer.position()) < 0) {
						throw new IOException("The file was truncated while it was being sent");
					}
				}
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.sent += block.length;
			return block;
		}

	}

}
