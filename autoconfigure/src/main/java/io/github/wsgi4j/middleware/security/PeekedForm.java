package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.FormFields;
import io.github.wsgi4j.http.body.BlockInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a request's body, looked at and left to the application: a stream that
 * gives it again, and then the rest. If it could not be read, the application sees the
 * failure where it was. The input is not closed: it belongs to the server.
 */
final class PeekedForm extends BlockInputStream {

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
	 * a form, which stays in the environ. Without a form there is no value.
	 * @param limit the most bytes that are read for it
	 * @param multipart reads multipart forms; without it, they are none
	 * @throws IOException if there is none before the form could not be read on
	 */
	static @Nullable String first(Map<String, Object> environ, String name, int limit, @Nullable FormReader multipart)
			throws IOException {
		long length = ContentLength.parse(environ.get(Environ.CONTENT_LENGTH));
		// An input that does not end by itself must not be read beyond its length.
		if (length < 0 && !Boolean.TRUE.equals(environ.get(Environ.WSGI_INPUT_TERMINATED))) {
			return null;
		}
		if (!(environ.get(Environ.CONTENT_TYPE) instanceof String type)) {
			return null;
		}
		String form = FieldValue.name(type);
		boolean parts = form.equals(FormFields.MULTIPART);
		if (!(form.equals(FormFields.URLENCODED) || (parts && multipart != null))) {
			return null;
		}
		InputStream input = Environ.input(environ);
		PeekedInput peeked = new PeekedInput(input, (int) Math.min(limit, (length < 0) ? limit : length));
		String value;
		try {
			value = (parts && multipart != null) ? multipart.first(type, peeked, name)
					: urlencoded(peeked, length, name);
		}
		finally {
			environ.put(Environ.WSGI_INPUT, new Input(new PeekedForm(peeked.bytes(), input, peeked.failure())));
		}
		if (value == null && peeked.failure() != null) {
			throw peeked.failure();
		}
		return value;
	}

	private static @Nullable String urlencoded(PeekedInput form, long length, String name) {
		try {
			form.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// What came before may be enough.
		}
		byte[] bytes = form.bytes();
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		boolean whole = form.isEnded() || bytes.length == length;
		// One that is cut is not a field.
		return FormFields.first(whole ? text : text.substring(0, Math.max(text.lastIndexOf('&'), 0)), name);
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
