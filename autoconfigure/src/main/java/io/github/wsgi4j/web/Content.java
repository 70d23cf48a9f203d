package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.FormFields;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request as far as it was read. It lives in the environ, so that a
 * middleware and the application behind it can both ask for the same form.
 */
final class Content implements Closeable {

	private static final String KEY = "wsgi4j.web.content";

	private final Map<String, Object> environ;

	private final Limits limits;

	private byte @Nullable [] bytes;

	private @Nullable Form form;

	/** Why the body was left in its middle. */
	private @Nullable HttpException refusal;

	private Content(Map<String, Object> environ) {
		this.environ = environ;
		this.limits = Limits.of(environ);
	}

	static Content of(Map<String, Object> environ) {
		if (environ.get(KEY) instanceof Content content) {
			return content;
		}
		Content content = new Content(environ);
		environ.put(KEY, content);
		return content;
	}

	/**
	 * The content that has to be closed with the request, or {@code null}.
	 */
	static @Nullable Content find(Map<String, Object> environ) {
		return (environ.get(KEY) instanceof Content content && content.form != null
				&& !content.form.uploads().isEmpty()) ? content : null;
	}

	/**
	 * The body, from its beginning if it is in memory, and else what nobody has read.
	 */
	InputStream stream() {
		return (this.bytes != null) ? new ByteArrayInputStream(this.bytes) : Environ.input(this.environ);
	}

	/**
	 * The same, for one who takes it for the whole.
	 * @throws HttpException if the body was left in its middle
	 */
	InputStream wholeStream() {
		refuseAgain();
		return stream();
	}

	byte[] bytes() throws IOException {
		return bytes(this.limits.bodyBytes(), "The body");
	}

	private byte[] bytes(long limit, String what) throws IOException {
		byte[] bytes = this.bytes;
		if (bytes == null) {
			checkLength(limit, what);
			bytes = whole(() -> {
				ByteArrayOutputStream all = new ByteArrayOutputStream();
				HttpException.limit(Environ.input(this.environ), limit, what).transferTo(all);
				return all.toByteArray();
			});
			this.bytes = bytes;
		}
		return bytes;
	}

	Form form() throws IOException {
		Form form = this.form;
		if (form == null) {
			form = readForm(ContentType.of(this.environ));
			this.form = form;
		}
		return form;
	}

	private Form readForm(ContentType type) throws IOException {
		return switch (type.type()) {
			case "" -> Form.of(Values.of(Form.FIELD, Map.of()));
			case FormFields.URLENCODED -> readFields(type.charset());
			case FormFields.MULTIPART -> readMultipart(type);
			default -> throw new HttpException(415, "The body is not a form");
		};
	}

	private Form readFields(Charset charset) throws IOException {
		String text = new String(bytes(this.limits.formBytes(), "The form"), StandardCharsets.ISO_8859_1);
		return Form
			.of(Values.of(Form.FIELD, Pairs.parameters(text, Form.FIELD, this.limits.parameters(), 413, charset)));
	}

	private Form readMultipart(ContentType type) throws IOException {
		checkLength(this.limits.multipartBytes(), "The form");
		try {
			return whole(() -> MultipartForm.read(type.value(), stream(), this.limits));
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException(
					"No parser for multipart forms is available: add org.eclipse.jetty:jetty-http", ex);
		}
	}

	// What is left of a body that was refused must not be taken for another one.
	private <T> T whole(Reading<T> reading) throws IOException {
		refuseAgain();
		try {
			return reading.read();
		}
		catch (HttpException ex) {
			this.refusal = ex;
			throw ex;
		}
	}

	private void refuseAgain() {
		if (this.refusal != null) {
			throw this.refusal;
		}
	}

	private void checkLength(long limit, String what) {
		if (this.bytes == null && ContentLength.parse(this.environ.get(Environ.CONTENT_LENGTH)) > limit) {
			throw HttpException.tooLarge(what);
		}
	}

	@Override
	public void close() throws IOException {
		this.environ.remove(KEY, this);
		if (this.form != null) {
			this.form.close();
		}
	}

	@FunctionalInterface
	private interface Reading<T> {

		T read() throws IOException;

	}

}
