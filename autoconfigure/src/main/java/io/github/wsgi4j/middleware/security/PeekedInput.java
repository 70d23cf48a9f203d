package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import io.github.wsgi4j.http.body.BlockInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An input that is read up to a limit, and what was read of it.
 */
final class PeekedInput extends BlockInputStream {

	private final InputStream input;

	private final int most;

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private boolean ended;

	private @Nullable IOException failure;

	/**
	 * Creates an input.
	 * @param most the most bytes that are read, behind which it seems to end
	 */
	PeekedInput(InputStream input, int most) {
		this.input = input;
		this.most = most;
	}

	byte[] bytes() {
		return this.bytes.toByteArray();
	}

	/**
	 * Whether the input was read to its own end.
	 */
	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Why it could not be read on, if that is so.
	 */
	@Nullable IOException failure() {
		return this.failure;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int rest = this.most - this.bytes.size();
		if (rest == 0 || this.ended) {
			return -1;
		}
		try {
			int count = this.input.read(bytes, offset, Math.min(length, rest));
			this.ended = count < 0;
			this.bytes.write(bytes, offset, Math.max(count, 0));
			return count;
		}
		catch (IOException ex) {
			this.failure = ex;
			throw ex;
		}
	}

}
