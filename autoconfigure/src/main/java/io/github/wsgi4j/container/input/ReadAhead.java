package io.github.wsgi4j.container.input;

import java.util.ArrayDeque;
import java.util.Queue;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * The buffers of a body that have arrived before they are read, and how many more should.
 * Not for more than one thread at a time.
 */
final class ReadAhead {

	/**
	 * The number of buffers that are requested before the first has been seen, and at
	 * least.
	 */
	static final int FEWEST = 4;

	/** The bytes that are asked for ahead of the reader, if buffers are of one size. */
	private static final int SIZE = 256 * 1024;

	/**
	 * The most buffers that are, however small: the next ones may be as large as all that
	 * is read at once.
	 */
	private static final int MOST = 8;

	private final Queue<DataBuffer> buffers = new ArrayDeque<>();

	/** The buffers that were asked for and have not been read. */
	private int asked = FEWEST;

	/** As many as there should be, by the size of the last one. */
	private int wanted = FEWEST;

	/**
	 * Takes a buffer over.
	 */
	void add(DataBuffer buffer) {
		this.buffers.add(buffer);
	}

	boolean isEmpty() {
		return this.buffers.isEmpty();
	}

	int available() {
		DataBuffer buffer = this.buffers.peek();
		return (buffer != null) ? buffer.readableByteCount() : 0;
	}

	/**
	 * Reads what is there.
	 * @return how many bytes, which is less than asked for only if nothing is left
	 */
	int read(byte[] bytes, int offset, int length) {
		int count = 0;
		DataBuffer buffer = this.buffers.peek();
		while (buffer != null && count < length) {
			int size = Math.min(length - count, buffer.readableByteCount());
			buffer.read(bytes, offset + count, size);
			count += size;
			if (buffer.readableByteCount() == 0) {
				next();
			}
			buffer = this.buffers.peek();
		}
		return count;
	}

	private void next() {
		DataBuffer buffer = this.buffers.remove();
		this.wanted = Math.min(Math.max(SIZE / Math.max(buffer.writePosition(), 1), FEWEST), MOST);
		DataBufferUtils.release(buffer);
		this.asked--;
	}

	/**
	 * The number of buffers to request now; each request is a task for the event loop.
	 */
	int more() {
		int more = (this.asked <= this.wanted / 2) ? this.wanted - this.asked : 0;
		this.asked += more;
		return more;
	}

	void release() {
		this.buffers.forEach(DataBufferUtils::release);
		this.buffers.clear();
	}

}
