package io.github.wsgi4j.container.support;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/**
 * A body of blocks of 64 KiB that differ, made as they are asked for. It counts how many
 * were asked for and how often it was closed.
 */
public final class GeneratedBody implements Iterable<byte[]>, AutoCloseable {

	public static final int BLOCK_SIZE = 64 * 1024;

	public static final int ENDLESS = Integer.MAX_VALUE;

	private static final byte[] NOISE = new byte[BLOCK_SIZE];

	static {
		new Random(42).nextBytes(NOISE);
	}

	private final int count;

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger closed = new AtomicInteger();

	public GeneratedBody(int count) {
		this.count = count;
	}

	public static byte[] block(int index) {
		byte[] block = NOISE.clone();
		ByteBuffer.wrap(block).putInt(index);
		return block;
	}

	public static byte[] bytes(int count) {
		ByteBuffer bytes = ByteBuffer.allocate(count * BLOCK_SIZE);
		for (int i = 0; i < count; i++) {
			bytes.put(block(i));
		}
		return bytes.array();
	}

	public static long checksum(int count) {
		CRC32 checksum = new CRC32();
		for (int i = 0; i < count; i++) {
			checksum.update(block(i));
		}
		return checksum.getValue();
	}

	/**
	 * How many blocks were asked for.
	 */
	public int asked() {
		return this.asked.get();
	}

	/**
	 * How often the body was closed.
	 */
	public int closed() {
		return this.closed.get();
	}

	@Override
	public Iterator<byte[]> iterator() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return asked() < GeneratedBody.this.count;
			}

			@Override
			public byte[] next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				return block(GeneratedBody.this.asked.getAndIncrement());
			}

		};
	}

	@Override
	public void close() {
		this.closed.incrementAndGet();
	}

}
