package io.github.wsgi4j.test;

import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A body that is no collection, and counts what is done with it.
 */
public final class CountedBody implements Iterable<byte[]>, AutoCloseable {

	private final Iterator<byte[]> blocks;

	private RuntimeException onClose;

	private int taken;

	private int closed;

	public CountedBody(String... blocks) {
		this(Stream.of(blocks).map(Calls::bytes).iterator());
	}

	public CountedBody(Runnable last, String... blocks) {
		this(Stream.concat(Stream.of(blocks).map(Calls::bytes), Stream.of(last).map((run) -> {
			run.run();
			return new byte[0];
		})).iterator());
	}

	private CountedBody(Iterator<byte[]> blocks) {
		this.blocks = blocks;
	}

	public static CountedBody endless() {
		return new CountedBody(Stream.generate(() -> Calls.bytes("x")).iterator());
	}

	CountedBody closing(RuntimeException failure) {
		this.onClose = failure;
		return this;
	}

	int taken() {
		return this.taken;
	}

	public int closed() {
		return this.closed;
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return CountedBody.this.blocks.hasNext();
			}

			@Override
			public byte[] next() {
				CountedBody.this.taken++;
				return CountedBody.this.blocks.next();
			}

		};
	}

	@Override
	public void close() {
		this.closed++;
		if (this.onClose != null) {
			throw this.onClose;
		}
	}

}
