package io.github.wsgi4j.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps a copy of the first blocks that pass, and counts the others.
 */
final class Capture {

	private final int limit;

	private final List<byte[]> blocks = new ArrayList<>();

	private long total;

	private int kept;

	private List<byte[]> marked = List.of();

	private long markedTotal;

	/**
	 * Creates a capture.
	 * @param limit the most bytes to keep
	 */
	Capture(int limit) {
		this.limit = limit;
	}

	void add(byte[] bytes, int offset, int length) {
		int size = Math.min(length, this.limit - this.kept);
		if (size > 0) {
			this.blocks.add(Arrays.copyOfRange(bytes, offset, offset + size));
			this.kept += size;
		}
		this.total += length;
	}

	/**
	 * Counts what passes unseen.
	 */
	void skip(long count) {
		this.total += count;
	}

	/**
	 * Remembers how much there is.
	 */
	void mark() {
		this.marked = List.copyOf(this.blocks);
		this.markedTotal = this.total;
	}

	/**
	 * Forgets what came after the mark.
	 */
	void reset() {
		this.blocks.clear();
		this.blocks.addAll(this.marked);
		this.total = this.markedTotal;
		this.kept = this.marked.stream().mapToInt((block) -> block.length).sum();
	}

	long total() {
		return this.total;
	}

	RecordedBody end(String ending) {
		return new RecordedBody(List.copyOf(this.blocks), this.total, ending);
	}

}
