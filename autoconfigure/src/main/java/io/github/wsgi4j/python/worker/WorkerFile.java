package io.github.wsgi4j.python.worker;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that a process has open, read here. It may have no name any more.
 */
final class WorkerFile {

	private static final Log logger = LogFactory.getLog(WorkerFile.class);

	private static final int BLOCK = 256 * 1024;

	private final FileChannel channel;

	private long position;

	private long remaining;

	private WorkerFile(FileChannel channel, long position, long remaining) {
		this.channel = channel;
		this.position = position;
		this.remaining = remaining;
	}

	/**
	 * Opens a file of a process.
	 * @param pid the process
	 * @param fields the descriptor, the first byte, the number of bytes
	 */
	static WorkerFile open(long pid, List<String> fields) {
		Path path = Path.of("/proc", Long.toString(pid), "fd", Integer.toString(Integer.parseInt(fields.get(0))));
		if (!Files.isRegularFile(path)) {
			throw new IllegalArgumentException("The process " + pid + " has no regular file " + path);
		}
		try {
			return new WorkerFile(FileChannel.open(path, StandardOpenOption.READ), Long.parseLong(fields.get(1)),
					Long.parseLong(fields.get(2)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the next block.
	 * @return the block, or {@code null} at the end
	 */
	byte @Nullable [] read() throws IOException {
		if (this.remaining <= 0) {
			return null;
		}
		byte[] block = read(this.channel, this.position, (int) Math.min(BLOCK, this.remaining));
		this.position += block.length;
		this.remaining -= block.length;
		return block;
	}

	/**
	 * Reads a part of a file, all of it.
	 */
	static byte[] read(FileChannel channel, long position, int length) throws IOException {
		ByteBuffer block = ByteBuffer.allocate(length);
		while (block.hasRemaining()) {
			if (channel.read(block, position + block.position()) < 0) {
				throw new EOFException("The file was truncated while it was being sent");
			}
		}
		return block.array();
	}

	void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.debug("A file could not be closed", ex);
		}
	}

}
