package io.github.wsgi4j.http.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Bytes in memory while they are few, and in a temporary file once they are not. The file
 * is deleted when this is closed; where the system lets an open file have no name, it has
 * none from the beginning.
 */
public final class SpooledBytes extends OutputStream implements Closeable {

	private final int memorySize;

	private final String suffix;

	private ByteArrayOutputStream memory = new ByteArrayOutputStream();

	private @Nullable FileChannel file;

	private long size;

	private boolean closed;

	/**
	 * Creates an empty spool.
	 * @param memorySize the most bytes that are kept in memory
	 * @param suffix the end of the name of the temporary file
	 */
	public SpooledBytes(int memorySize, String suffix) {
		this.memorySize = memorySize;
		this.suffix = suffix;
	}

	@Override
	public void write(int octet) throws IOException {
		write(new byte[] { (byte) octet }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		write(ByteBuffer.wrap(bytes, offset, length));
	}

	/**
	 * Writes what a buffer has left. It is not copied on its way into the file, and no
	 * lock is held meanwhile, so that closing does not wait for the disk.
	 * @throws ClosedChannelException if this is closed and the bytes belong into a file
	 */
	public void write(ByteBuffer bytes) throws IOException {
		int length = bytes.remaining();
		if (isInMemory() && this.size + length <= this.memorySize) {
			byte[] copy = new byte[length];
			bytes.get(copy);
			this.memory.write(copy, 0, length);
		}
		else {
			FileChannel channel = file();
			writeFully(channel, ByteBuffer.wrap(this.memory.toByteArray()));
			this.memory = new ByteArrayOutputStream(0);
			writeFully(channel, bytes);
		}
		this.size += length;
	}

	private synchronized FileChannel file() throws IOException {
		if (this.closed) {
			throw new ClosedChannelException();
		}
		FileChannel channel = this.file;
		if (channel == null) {
			channel = UnnamedFile.create(null, this.suffix);
			this.file = channel;
		}
		return channel;
	}

	private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
	}

	public long size() {
		return this.size;
	}

	public synchronized boolean isInMemory() {
		return this.file == null;
	}

	/**
	 * Returns a stream from the beginning. Several are independent of each other.
	 */
	public synchronized InputStream stream() {
		return stream(0, this.size);
	}

	/**
	 * Returns a stream of a part.
	 */
	public synchronized InputStream stream(long from, long length) {
		return (this.file != null) ? new Reader(this.file, from, from + length)
				: new ByteArrayInputStream(this.memory.toByteArray(), (int) from, (int) length);
	}

	/**
	 * Writes a part to a file, in the place of what it holds.
	 */
	public synchronized void copyTo(Path target, long from, long length) throws IOException {
		if (this.closed) {
			throw new IOException("The upload was deleted at the end of its request");
		}
		if (this.file == null) {
			Files.write(target, Arrays.copyOfRange(this.memory.toByteArray(), (int) from, (int) (from + length)));
			return;
		}
		try (FileChannel to = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			long done = 0;
			while (done < length) {
				done += this.file.transferTo(from + done, length - done, to);
			}
		}
	}

	@Override
	public synchronized void close() throws IOException {
		this.closed = true;
		this.memory = new ByteArrayOutputStream(0);
		if (this.file != null) {
			this.file.close();
		}
	}

	private static final class Reader extends BlockInputStream {

		private final FileChannel file;

		private long position;

		private final long end;

		Reader(FileChannel file, long position, long end) {
			this.file = file;
			this.position = position;
			this.end = end;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			int most = (int) Math.min(length, this.end - this.position);
			if (most == 0 && length > 0) {
				return -1;
			}
			int count = this.file.read(ByteBuffer.wrap(bytes, offset, most), this.position);
			this.position += Math.max(count, 0);
			return count;
		}

	}

}
