package io.github.wsgi4j.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A stream that ends with an {@link HttpException} where it is longer than a limit.
 */
final class LimitedInput extends FilterInputStream {

	private final long limit;

	private final String what;

	private long count;

	private @Nullable IOException failure;

	LimitedInput(InputStream stream, long limit, String what) {
		super(stream);
		this.limit = limit;
		this.what = what;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		try {
			int read = super.read(bytes, offset, length);
			count(Math.max(read, 0));
			return read;
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

	/**
	 * Throws once more what a read has thrown, which a parser may have wrapped.
	 */
	void rethrow() throws IOException {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	@Override
	public void close() {
		// It is the server's, or another's, who closes it.
	}

	private void count(int read) {
		this.count += read;
		if (this.count > this.limit) {
			throw HttpException.tooLarge(this.what);
		}
	}

}
