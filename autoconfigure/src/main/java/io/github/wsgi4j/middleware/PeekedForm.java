package io.github.wsgi4j.middleware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a request's body, looked at and left to the application: a stream that
 * gives it again, and then the rest. If it could not be read, the application sees the
 * failure where it was.
 */
final class PeekedForm extends InputStream {

	private static final int MOST = 64 * 1024;

	private final ByteArrayInputStream begin;

	private final InputStream rest;

	private final @Nullable IOException failure;

	private PeekedForm(ByteArrayInputStream begin, InputStream rest, @Nullable IOException failure) {
		this.begin = begin;
		this.rest = rest;
		this.failure = failure;
	}

	/**
	 * The complete fields at the beginning of a form, which stays in the environ.
	 */
	static String of(Map<String, Object> environ) {
		long length = ContentLength.parse(environ.get(Environ.CONTENT_LENGTH));
		if (length < 0 && !Boolean.TRUE.equals(environ.get(Environ.WSGI_INPUT_TERMINATED))) {
			return "";
		}
		InputStream input = Environ.input(environ);
		byte[] bytes = new byte[(int) Math.min(MOST, (length < 0) ? MOST : length)];
		int count = 0;
		boolean ended = bytes.length == length;
		IOException failure = null;
		try {
			int read = 0;
			while (read >= 0 && count < bytes.length) {
				read = input.read(bytes, count, bytes.length - count);
				count += Math.max(read, 0);
			}
			ended |= read < 0;
		}
		catch (IOException ex) {
			ended = false;
			failure = ex;
		}
		environ.put(Environ.WSGI_INPUT,
				new Input(new PeekedForm(new ByteArrayInputStream(Arrays.copyOf(bytes, count)), input, failure)));
		String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
		return ended ? text : text.substring(0, Math.max(text.lastIndexOf('&'), 0));
	}

	@Override
	public int read() throws IOException {
		byte[] octet = new byte[1];
		return (read(octet, 0, 1) < 0) ? -1 : octet[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (this.begin.available() > 0) {
			return this.begin.read(bytes, offset, length);
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.rest.read(bytes, offset, length);
	}

	@Override
	public int available() throws IOException {
		return this.begin.available() + ((this.failure != null) ? 0 : this.rest.available());
	}

}
