package io.github.wsgi4j.middleware.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses block by block, so that a client can read each as soon as it has come.
 */
final class GzipBuffer {

	private static final int BUFFER_SIZE = 4096;

	private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();

	private final GZIPOutputStream gzip;

	GzipBuffer() {
		try {
			this.gzip = new GZIPOutputStream(this.compressed, BUFFER_SIZE, true);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Takes a block that goes on with those that follow.
	 */
	void add(byte[] block) {
		run(() -> this.gzip.write(block));
	}

	/**
	 * Takes a block and gives all that there is.
	 */
	byte[] flush(byte[] block) {
		add(block);
		run(this.gzip::flush);
		return take();
	}

	/**
	 * Ends, gives the rest, and lets go of the memory outside of the heap.
	 */
	byte[] finish() {
		run(this.gzip::close);
		return take();
	}

	private byte[] take() {
		byte[] taken = this.compressed.toByteArray();
		this.compressed.reset();
		return taken;
	}

	// Nothing fails that is written to memory.
	private static void run(Step step) {
		try {
			step.run();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@FunctionalInterface
	private interface Step {

		void run() throws IOException;

	}

}
