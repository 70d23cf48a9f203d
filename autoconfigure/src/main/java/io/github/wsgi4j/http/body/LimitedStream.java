package io.github.wsgi4j.http.body;

import java.io.IOException;
import java.io.InputStream;

import io.github.wsgi4j.http.Causes;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fails once it turns out to be longer than it may be, and then at each
 * further read. Closing it does nothing, as the stream behind it belongs to the server.
 */
public final class LimitedStream extends BlockInputStream {

	private final InputStream stream;

	private final long limit;

	private final Excess excess;

	private long count;

	private @Nullable Exception failure;

	/**
	 * Creates a stream.
	 * @param excess throws what a read beyond the limit has to throw
	 */
	public LimitedStream(InputStream stream, long limit, Excess excess) {
		this.stream = stream;
		this.limit = limit;
		this.excess = excess;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		rethrow();
		try {
			int read = this.stream.read(bytes, offset, length);
			this.count += Math.max(read, 0);
			if (this.count > this.limit) {
				this.excess.raise();
			}
			return read;
		}
		catch (IOException | RuntimeException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	@Override
	public int available() throws IOException {
		return this.stream.available();
	}

	private void rethrow() throws IOException {
		if (this.failure instanceof IOException ex) {
			throw ex;
		}
		if (this.failure instanceof RuntimeException ex) {
			throw ex;
		}
	}

	/**
	 * Reports whether an exception is due to the length, however deep it is wrapped.
	 */
	public boolean hasThrown(Throwable thrown) {
		return this.count > this.limit && Causes.of(thrown).contains(this.failure);
	}

	/**
	 * Throws the exception of a stream that is too long.
	 */
	@FunctionalInterface
	public interface Excess {

		void raise() throws IOException;

	}

}
