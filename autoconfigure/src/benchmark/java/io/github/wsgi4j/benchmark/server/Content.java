package io.github.wsgi4j.benchmark.server;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The responses of every server, so that all of them do the same work.
 */
public final class Content {

	/** The bytes of a block. */
	public static final int BLOCK_SIZE = 64 * 1024;

	/** The bytes of a page. */
	public static final int PAGE_SIZE = 10 * 1024;

	/** The bytes of the least answer. */
	public static final int HELLO_SIZE = 11;

	/** The bytes of a list. */
	public static final int LIST_SIZE = 1024 * 1024;

	/** The bytes of a generator and of the file. */
	public static final long GENERATED_SIZE = Long.getLong("benchmark.mebibytes", 1024) * 1024 * 1024;

	/** The bytes of an upload. */
	public static final long UPLOAD_SIZE = Math.min(GENERATED_SIZE, 64L * 1024 * 1024);

	/** The time for which a blocking request blocks, in milliseconds. */
	public static final int BLOCKING_MILLIS = 20;

	/** The processor time that a burning request takes, in milliseconds. */
	public static final int BURNING_MILLIS = 1000;

	/** The name of the file. */
	public static final String FILE = "file.bin";

	static final String TEXT = "text/plain";

	static final String HTML = "text/html;charset=utf-8";

	static final String BINARY = "application/octet-stream";

	static final byte[] HELLO = "Hello World".getBytes(StandardCharsets.US_ASCII);

	static final byte[] PAGE = "<p>The page.</p>".repeat(PAGE_SIZE / 16).getBytes(StandardCharsets.US_ASCII);

	static final byte[] BLOCK = "The block.     \n".repeat(BLOCK_SIZE / 16).getBytes(StandardCharsets.US_ASCII);

	static final List<byte[]> LIST = Collections.nCopies(LIST_SIZE / BLOCK_SIZE, BLOCK);

	private Content() {
	}

	/**
	 * A generator: what it gives is not a collection, and has no length.
	 */
	static Iterable<byte[]> generate() {
		return () -> new Iterator<>() {

			private long given;

			@Override
			public boolean hasNext() {
				return this.given < GENERATED_SIZE;
			}

			@Override
			public byte[] next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				this.given += BLOCK_SIZE;
				return BLOCK;
			}

		};
	}

	/**
	 * Blocks the thread.
	 */
	static byte[] block() {
		try {
			Thread.sleep(BLOCKING_MILLIS);
			return HELLO;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Keeps a processor busy.
	 */
	static byte[] burn() {
		long end = System.nanoTime() + BURNING_MILLIS * 1_000_000L;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
		return HELLO;
	}

	/**
	 * Tells how much was uploaded.
	 */
	static byte[] count(long bytes) {
		return Long.toString(bytes).getBytes(StandardCharsets.US_ASCII);
	}

}
