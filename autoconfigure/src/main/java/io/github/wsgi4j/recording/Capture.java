package io.github.wsgi4j.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Keeps a copy of the first blocks that pass, and counts the others. One that shares its
 * memory keeps all blocks or none.
 */
final class Capture {

	/** Memory that a block takes beside its bytes. */
	private static final int OVERHEAD = 32;

	private final @Nullable Memory memory;

	private final List<byte[]> blocks = new ArrayList<>();

	private int limit;

	private long total;

	private int kept;

	private boolean refused;

	/**
	 * Creates a capture.
	 * @param limit the most bytes to keep
	 */
	Capture(int limit) {
		this(limit, null);
	}

	/**
	 * Creates a capture that forgets what is longer than its limit.
	 * @param memory gives the memory
	 */
	Capture(int limit, @Nullable Memory memory) {
		this.limit = limit;
		this.memory = memory;
	}

	void add(byte[] bytes, int offset, int length) {
		int size = Math.min(length, this.limit - this.kept);
		this.total += length;
		if (this.memory != null && size < length) {
			forget();
		}
		else if (size > 0 && isGranted(size)) {
			this.blocks.add(Arrays.copyOfRange(bytes, offset, offset + size));
			this.kept += size;
		}
	}

	/**
	 * Returns how much would be kept of what is all there is.
	 */
	int wanted(long length) {
		return (this.memory != null && length > this.limit) ? 0 : (int) Math.min(length, this.limit);
	}

	/**
	 * Counts what passes unseen.
	 */
	void skip(long count) {
		this.total += count;
	}

	/**
	 * Gives back what is kept, and keeps nothing any more.
	 */
	void forget() {
		if (this.memory != null) {
			this.memory.give(this.kept + (long) OVERHEAD * this.blocks.size());
		}
		this.blocks.clear();
		this.kept = 0;
		this.limit = 0;
	}

	/**
	 * Whether there was no memory for it.
	 */
	boolean isRefused() {
		return this.refused;
	}

	long total() {
		return this.total;
	}

	RecordedBody end(String ending) {
		return new RecordedBody(List.copyOf(this.blocks), this.total, ending);
	}

	private boolean isGranted(int size) {
		boolean granted = this.memory == null || this.memory.take(size + OVERHEAD);
		if (!granted) {
			this.refused = true;
			forget();
		}
		return granted;
	}

}
