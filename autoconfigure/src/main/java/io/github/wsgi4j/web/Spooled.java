package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Bytes in memory while they are few, and in a temporary file once they are not. The file
 * is deleted when this is closed; where the system lets an open file have no name, it has
 * none from the beginning.
 */
final class Spooled extends OutputStream implements Closeable {

	private final int memoryBytes;

	private ByteArrayOutputStream memory = new ByteArrayOutputStream();

	private @Nullable FileChannel file;

	private long size;

	private boolean closed;

	Spooled(int memoryBytes) {
		this.memoryBytes = memoryBytes;
	}

	@Override
	public void write(int octet) throws IOException {
		write(new byte[] { (byte) octet }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.size += length;
		if (this.size <= this.memoryBytes) {
			this.memory.write(bytes, offset, length);
			return;
		}
		if (this.file == null) {
			this.file = open();
			write(this.file, this.memory.toByteArray(), 0, this.memory.size());
			this.memory = new ByteArrayOutputStream(0);
		}
		write(this.file, bytes, offset, length);
	}

	long size() {
		return this.size;
	}

	boolean isInMemory() {
		return this.file == null;
	}

	/**
	 * A stream from the beginning. Several are independent of each other.
	 */
	InputStream stream() {
		return (this.file != null) ? new Reader(this.file) : new ByteArrayInputStream(this.memory.toByteArray());
	}

	void copyTo(Path target) throws IOException {
		if (this.closed) {
			throw new IOException("The upload was deleted at the end of its request");
		}
		if (this.file == null) {
			Files.write(target, this.memory.toByteArray());
			return;
		}
		try (FileChannel to = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			long done = 0;
			while (done < this.size) {
				done += this.file.transferTo(done, this.size - done, to);
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		this.memory = new ByteArrayOutputStream(0);
		if (this.file != null) {
			this.file.close();
		}
	}

	private static FileChannel open() throws IOException {
		Path path = Files.createTempFile("wsgi-upload-", null);
		try {
			return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
		}
		catch (IOException | RuntimeException ex) {
			Files.deleteIfExists(path);
			throw ex;
		}
	}

	private static void write(FileChannel file, byte[] bytes, int offset, int length) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
		while (buffer.hasRemaining()) {
			file.write(buffer);
		}
	}

	private static final class Reader extends InputStream {

		private final FileChannel file;

		private long position;

		Reader(FileChannel file) {
			this.file = file;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			int count = this.file.read(ByteBuffer.wrap(bytes, offset, length), this.position);
			this.position += Math.max(count, 0);
			return count;
		}

	}

}
