package io.github.wsgi4j.test;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.validation.ValidationException;

/**
 * A request that a {@link WsgiClient} is about to send.
 */
public final class WsgiRequest {

	private final Application application;

	private final boolean validated;

	private final EnvironBuilder environ;

	WsgiRequest(Application application, boolean validated, EnvironBuilder environ) {
		this.application = application;
		this.validated = validated;
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
	 * is a {@code Content-Type} already.
	 * @param text the text
	 * @return this request
	 */
	public WsgiRequest text(String text) {
		return body("text/plain; charset=utf-8", text);
	}

	/**
	 * Gives the request the fields of a form as its body.
	 * @param fields the fields
	 * @return this request
	 */
	public WsgiRequest form(Map<String, String> fields) {
		return body("application/x-www-form-urlencoded",
				fields.entrySet()
					.stream()
					.map((field) -> encode(field.getKey()) + "=" + encode(field.getValue()))
					.collect(Collectors.joining("&")));
	}

	/**
	 * Changes the environ by all that its builder can do.
	 * @param change what to do
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
	 * Calls the application, takes the first blocks of its response and goes away. The
	 * body is closed then, as it is when a real client disconnects.
	 * @param blocks how many blocks to take at most
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
		StringWriter errors = new StringWriter();
		try (PrintWriter writer = new PrintWriter(errors)) {
			Exchange exchange = new Exchange(this.environ.errors(writer).build(), most);
			WsgiResponse response = this.validated ? Validation.run(exchange, this.application)
					: exchange.run(this.application, Middleware.identity());
			return response.withErrors(errors.toString());
		}
	}

	private WsgiRequest body(String type, String text) {
		if (!this.environ.hasHeader("Content-Type")) {
			this.environ.header("Content-Type", type);
		}
		return body(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
