package io.github.wsgi4j.middleware;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

/**
 * A stream that throws an exception when it turns out to be longer than it may be.
 */
final class LimitedStream extends FilterInputStream {

	private final long limit;

	private long count;

	private @Nullable IOException thrown;

	LimitedStream(InputStream stream, long limit) {
		super(stream);
		this.limit = limit;
	}

	@Override
	public int read() throws IOException {
		byte[] octet = new byte[1];
		return (read(octet, 0, 1) < 0) ? -1 : octet[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		check();
		int count = super.read(bytes, offset, length);
		this.count += Math.max(count, 0);
		check();
		return count;
	}

	private void check() throws IOException {
		if (this.count > this.limit) {
			if (this.thrown == null) {
				this.thrown = new IOException("The body of the request has more than " + this.limit + " bytes");
			}
			throw this.thrown;
		}
	}

	/**
	 * Whether a failure is due to the length, however deep it is wrapped.
	 */
	boolean hasThrown(Throwable failure) {
		Throwable cause = failure;
		while (cause != null && !cause.equals(this.thrown)) {
			cause = cause.getCause();
		}
		return cause != null;
	}

}
