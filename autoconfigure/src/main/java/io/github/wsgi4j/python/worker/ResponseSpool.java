package io.github.wsgi4j.python.worker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of a response that its client has yet to take: in memory for a client that
 * keeps up, in a file for one that does not. Not safe for use by several threads.
 * <p>
 * Reading and writing the file may happen on an event loop. It is short, sequential and
 * meets the page cache, so it does not wait for the disk as a rule.
 */
final class ResponseSpool implements Closeable {

	private static final Log logger = LogFactory.getLog(ResponseSpool.class);

	/** The bytes that may be in memory while it is not known how fast the client is. */
	private static final int BURST = 256 * 1024;

	private static final int PIECE = 64 * 1024;

	private final SpoolSpace space;

	private final Deque<Part> parts = new ArrayDeque<>();

	private @Nullable FileChannel file;

	private long inMemory;

	private long written;

	/** Whether the file is in use, and what comes is written to it. */
	private boolean spilling;

	private boolean full;

	private long added;

	private long taken;

	private boolean failed;

	private boolean closed;

	ResponseSpool(SpoolSpace space) {
		this.space = space;
	}

	/**
	 * Adds a block. It is taken even at a limit, since it is here already.
	 */
	void add(byte[] block) {
		this.added += block.length;
		this.inMemory += block.length;
		if (this.spilling) {
			write(new Part(block));
		}
		else {
			this.parts.add(new Part(block));
		}
	}

	/**
	 * Takes the next bytes, no more than 64 KiB.
	 * @return the bytes, or {@code null} if there are none
	 */
	byte @Nullable [] poll() throws IOException {
		Part part = this.parts.peek();
		if (part == null) {
			return null;
		}
		byte[] block = part.bytes;
		if (block == null) {
			block = WorkerFile.read(Objects.requireNonNull(this.file), part.from,
					(int) Math.min(PIECE, part.to - part.from));
		}
		else {
			int from = (int) part.from;
			int to = Math.min(from + PIECE, block.length);
			this.inMemory -= to - from;
			block = (to - from < block.length) ? Arrays.copyOfRange(block, from, to) : block;
		}
		part.from += block.length;
		this.taken += block.length;
		if (part.from == part.to) {
			this.parts.remove();
			forgetFile();
		}
		return block;
	}

	// Begins at the start of the file again, so that a long stream needs no long file.
	private void forgetFile() throws IOException {
		if (this.spilling && this.parts.isEmpty()) {
			this.spilling = false;
			this.space.giveBack(this.written);
			this.written = 0;
			if (this.file != null) {
				this.file.truncate(0);
			}
		}
	}

	boolean isEmpty() {
		return this.parts.isEmpty();
	}

	/**
	 * Returns whether the process has to wait.
	 */
	boolean isFull() {
		if (this.spilling && this.inMemory <= BURST) {
			this.full = !this.space.isFree(this.written);
		}
		else {
			long most = Math.max(BURST, this.space.settings().memory());
			this.full = this.inMemory > (this.full ? most / 4 : most);
		}
		return this.full;
	}

	/**
	 * Returns whether more is in memory than may stay there for long.
	 */
	boolean isOver() {
		return !this.spilling && this.inMemory > this.space.settings().memory();
	}

	/**
	 * Returns how many bytes a client that keeps up has taken a moment later.
	 */
	long mark() {
		return this.added;
	}

	/**
	 * Returns whether the client has taken meanwhile what was waiting for it.
	 * @param mark the {@link #mark()} of a moment ago
	 */
	boolean keepsUp(long mark) {
		return this.taken >= mark;
	}

	/**
	 * Writes what is too much for the memory to the file, unless there is no space.
	 */
	void settle() {
		if (!isOver() || !this.space.isFree(this.written)) {
			return;
		}
		this.spilling = true;
		Part[] all = this.parts.toArray(Part[]::new);
		this.parts.clear();
		long kept = 0;
		for (Part part : all) {
			kept += part.to - part.from;
			if (kept <= this.space.settings().memory()) {
				this.parts.add(part);
			}
			else {
				write(part);
			}
		}
	}

	private void write(Part part) {
		byte[] bytes = Objects.requireNonNull(part.bytes);
		try {
			FileChannel file = this.file;
			if (file == null) {
				file = this.space.create();
				this.file = file;
			}
			ByteBuffer rest = ByteBuffer.wrap(bytes, (int) part.from, (int) (part.to - part.from));
			int length = rest.remaining();
			while (rest.hasRemaining()) {
				file.write(rest, this.written + length - rest.remaining());
			}
			this.inMemory -= length;
			append(length);
		}
		catch (IOException | RuntimeException | Error ex) {
			// The memory is what is left, and the process waits. Not only a disk fails:
			// BlockHound throws an Error on an event loop.
			if (!this.failed) {
				logger.warn("A response cannot be written to a file", ex);
			}
			this.failed = true;
			this.parts.add(part);
		}
	}

	private void append(int length) {
		Part last = this.parts.peekLast();
		if (last != null && last.bytes == null && last.to == this.written) {
			last.to += length;
		}
		else {
			this.parts.add(new Part(this.written, this.written + length));
		}
		this.written += length;
		this.space.take(length);
	}

	/**
	 * Drops what is left, and the file.
	 */
	@Override
	public void close() {
		if (this.closed) {
			return;
		}
		this.closed = true;
		this.parts.clear();
		this.inMemory = 0;
		this.space.giveBack(this.written);
		this.written = 0;
		try {
			if (this.file != null) {
				this.file.close();
			}
		}
		catch (IOException ex) {
			logger.debug("The file of a response could not be closed", ex);
		}
	}

	/** Bytes in memory, or a part of the file. */
	private static final class Part {

		private final byte @Nullable [] bytes;

		private long from;

		private long to;

		Part(byte[] bytes) {
			this.bytes = bytes;
			this.to = bytes.length;
		}

		Part(long from, long to) {
			this.bytes = null;
			this.from = from;
			this.to = to;
		}

	}

}
