package io.github.wsgi4j.middleware;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.http.FieldSyntax;

/**
 * Gives each request an identifier: in the environ under {@value #KEY}, and as a header
 * of the response. The client's own is accepted only if it is trusted and well-formed: 1
 * to 128 letters, digits and characters of {@code - _ . : @ + / =}.
 */
public final class RequestId implements HeaderMiddleware {

	/** The variable that holds the identifier: a String. */
	public static final String KEY = "wsgi4j.request_id";

	/** The default name of the header: {@value}. */
	public static final String HEADER = "X-Request-Id";

	private static final int LONGEST = 128;

	private final String header;

	private final String variable;

	private final boolean trusted;

	private final Supplier<String> generator;

	private RequestId(String header, boolean trusted, Supplier<String> generator) {
		this.header = header;
		this.variable = RequestVariable.ofHeader(header);
		this.trusted = trusted;
		this.generator = generator;
	}

	/**
	 * Creates a middleware that gives each request a random UUID.
	 * @return the middleware
	 */
	public static RequestId random() {
		return generatedBy(() -> UUID.randomUUID().toString());
	}

	/**
	 * Creates a middleware with identifiers of another kind.
	 * @param generator returns an identifier for each request, on the request's thread
	 * @return the middleware
	 */
	public static RequestId generatedBy(Supplier<String> generator) {
		return new RequestId(HEADER, false, generator);
	}

	/**
	 * The same middleware with a header of another name.
	 * @param name the name of the header
	 * @return the middleware
	 * @throws IllegalArgumentException if the name is not a token of RFC 9110
	 */
	public RequestId header(String name) {
		return new RequestId(name, this.trusted, this.generator);
	}

	/**
	 * The same middleware, which accepts the identifiers of clients, such as a proxy that
	 * sets them.
	 * @return the middleware
	 */
	public RequestId trusting() {
		return new RequestId(this.header, true, this.generator);
	}

	@Override
	public Application wrap(Application application) {
		Application answering = HeaderMiddleware.super.wrap(application);
		return (environ, startResponse) -> {
			environ.put(KEY, id(environ));
			return answering.call(environ, startResponse);
		};
	}

	@Override
	public Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers) {
		// There is none yet if the application has not been called.
		String id = (environ.get(KEY) instanceof String given) ? given : id(environ);
		return new HeaderFields(headers).set(this.header, id).list();
	}

	private String id(Map<String, Object> environ) {
		return (this.trusted && environ.get(this.variable) instanceof String given && isWellFormed(given)) ? given
				: this.generator.get();
	}

	private static boolean isWellFormed(String id) {
		return !id.isEmpty() && id.length() <= LONGEST
				&& id.chars().allMatch((c) -> FieldSyntax.isDigitOrLetter(c) || "-_.:@+/=".indexOf(c) >= 0);
	}

}
