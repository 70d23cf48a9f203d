package io.github.wsgi4j.middleware;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a request's body, looked at and left to the application: a stream that
 * gives it again, and then the rest. If it could not be read, the application sees the
 * failure where it was. The input is not closed: it belongs to the server.
 */
final class PeekedForm extends InputStream {

	private static final String TYPE = "application/x-www-form-urlencoded";

	private static final int BLOCK_SIZE = 8 * 1024;

	private final ByteArrayInputStream begin;

	private final InputStream rest;

	private final @Nullable IOException failure;

	private PeekedForm(byte[] begin, InputStream rest, @Nullable IOException failure) {
		this.begin = new ByteArrayInputStream(begin);
		this.rest = rest;
		this.failure = failure;
	}

	/**
	 * The value of the first field of a name among the complete ones at the beginning of
	 * a form, which stays in the environ. Where there is no form there is none.
	 * @param limit the most bytes that are read for it
	 * @throws IOException if there is none before the form could not be read on
	 */
	static @Nullable String first(Map<String, Object> environ, String name, int limit) throws IOException {
		long length = ContentLength.parse(environ.get(Environ.CONTENT_LENGTH));
		// An input that does not end by itself must not be read beyond its length.
		if (!isForm(environ) || (length < 0 && !Boolean.TRUE.equals(environ.get(Environ.WSGI_INPUT_TERMINATED)))) {
			return null;
		}
		InputStream input = Environ.input(environ);
		int most = (int) Math.min(limit, (length < 0) ? limit : length);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		boolean ended = false;
		IOException failure = null;
		try {
			ended = copy(input, bytes, most) || most == length;
		}
		catch (IOException ex) {
			failure = ex;
		}
		environ.put(Environ.WSGI_INPUT, new Input(new PeekedForm(bytes.toByteArray(), input, failure)));
		String text = bytes.toString(StandardCharsets.ISO_8859_1);
		// One that is cut is not a field.
		String value = FormField.first(ended ? text : text.substring(0, Math.max(text.lastIndexOf('&'), 0)), name);
		if (value == null && failure != null) {
			throw failure;
		}
		return value;
	}

	private static boolean isForm(Map<String, Object> environ) {
		return environ.get(Environ.CONTENT_TYPE) instanceof String type
				&& type.split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
	}

	/**
	 * Reads not more than it may.
	 * @return whether the input has ended before
	 */
	private static boolean copy(InputStream input, ByteArrayOutputStream bytes, int most) throws IOException {
		byte[] block = new byte[Math.min(most, BLOCK_SIZE)];
		while (bytes.size() < most) {
			int count = input.read(block, 0, Math.min(block.length, most - bytes.size()));
			if (count < 0) {
				return true;
			}
			bytes.write(block, 0, count);
		}
		return false;
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
