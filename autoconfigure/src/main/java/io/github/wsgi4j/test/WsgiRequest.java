package io.github.wsgi4j.test;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.middleware.validation.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link WsgiClient} is about to send.
 */
public final class WsgiRequest {

	private final Caller caller;

	private final EnvironBuilder environ;

	private @Nullable FormBody form;

	WsgiRequest(Caller caller, EnvironBuilder environ) {
		this.caller = caller;
		this.environ = environ;
	}

	/**
	 * Adds a header.
	 * @param name the header's name
	 * @param value the header's value
	 * @return this request
	 * @throws IllegalArgumentException if no client can send such a header
	 */
	public WsgiRequest header(String name, String value) {
		this.environ.header(name, value);
		return this;
	}

	/**
	 * Adds a cookie.
	 * @param name the cookie's name
	 * @param value the cookie's value
	 * @return this request
	 * @throws IllegalArgumentException if no client can send such a cookie
	 */
	public WsgiRequest cookie(String name, String value) {
		return header("Cookie", name + "=" + value);
	}

	/**
	 * Adds a parameter to the query.
	 * @param name the parameter's name, which may already exist
	 * @param value the parameter's value
	 * @return this request
	 */
	public WsgiRequest query(String name, String value) {
		this.environ.query(name, value);
		return this;
	}

	/**
	 * Gives the request a body of bytes.
	 * @param body the bytes
	 * @return this request
	 */
	public WsgiRequest body(byte[] body) {
		this.environ.body(body);
		return this;
	}

	/**
	 * Gives the request a body whose length is not known before its end.
	 * @param body the stream
	 * @return this request
	 */
	public WsgiRequest body(InputStream body) {
		this.environ.body(body);
		return this;
	}

	/**
	 * Gives the request a body of text, in UTF-8. It is {@code text/plain} unless there
	 * already is a {@code Content-Type}.
	 * @param text the text
	 * @return this request
	 */
	public WsgiRequest text(String text) {
		return body("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Gives the request a value as its body, which Jackson writes as JSON.
	 * @param value the value
	 * @return this request
	 */
	public WsgiRequest json(Object value) {
		return body("application/json", JsonText.write(value));
	}

	/**
	 * Adds fields to the form that is the request's body.
	 * @param fields the fields
	 * @return this request
	 */
	public WsgiRequest form(Map<String, String> fields) {
		form();
		fields.forEach(this::field);
		return this;
	}

	/**
	 * Adds a field to the form that is the request's body.
	 * @param name the field's name, which may already exist
	 * @param value the field's value
	 * @return this request
	 */
	public WsgiRequest field(String name, String value) {
		form().addField(name, value);
		return this;
	}

	/**
	 * Adds a file to the form that is the request's body, and makes it
	 * {@code multipart/form-data}. The file's type is that of its name.
	 * @param name the name of the form's field
	 * @param filename the name of the file
	 * @param content the content of the file
	 * @return this request
	 */
	public WsgiRequest upload(String name, String filename, byte[] content) {
		return upload(name, filename, MediaTypes.COMMON.of(filename), content);
	}

	/**
	 * Adds a file of any type to the form that is the request's body, and makes it
	 * {@code multipart/form-data}.
	 * @param name the name of the form's field
	 * @param filename the name of the file
	 * @param type the {@code Content-Type} of the file
	 * @param content the content of the file
	 * @return this request
	 */
	public WsgiRequest upload(String name, String filename, String type, byte[] content) {
		form().addFile(name, filename, type, content);
		return this;
	}

	/**
	 * Changes the environ with its builder.
	 * @param change the change
	 * @return this request
	 */
	public WsgiRequest environ(Consumer<EnvironBuilder> change) {
		change.accept(this.environ);
		return this;
	}

	/**
	 * Calls the application and takes its whole response. Of a body that does not end,
	 * {@link #take} some blocks.
	 * @return the response
	 * @throws AssertionError if the application threw one
	 * @throws ValidationException if a rule of PEP 3333 was broken
	 */
	public WsgiResponse send() {
		return run(Integer.MAX_VALUE);
	}

	/**
	 * Calls the application, takes the first blocks of its response and disconnects. The
	 * body is closed then, as it is when a real client disconnects.
	 * @param blocks the maximum number of blocks to take
	 * @return the response as far as it came
	 * @throws AssertionError if the application threw one
	 * @throws ValidationException if a rule of PEP 3333 was broken
	 */
	public WsgiResponse take(int blocks) {
		if (blocks < 1) {
			throw new IllegalArgumentException("A client takes at least one block, not " + blocks);
		}
		return run(blocks);
	}

	private WsgiResponse run(int most) {
		if (this.form != null) {
			body(this.form.type(), this.form.bytes());
		}
		return this.caller.send(this.environ, most);
	}

	private FormBody form() {
		FormBody form = (this.form != null) ? this.form : new FormBody();
		this.form = form;
		return form;
	}

	private WsgiRequest body(String type, byte[] body) {
		if (!this.environ.hasHeader("Content-Type")) {
			this.environ.header("Content-Type", type);
		}
		return body(body);
	}

}
