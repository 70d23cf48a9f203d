package io.github.wsgi4j.middleware.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of other origins read the responses of an application: CORS, as the Fetch
 * standard defines it. A preflight request is answered here, with 204 if it is allowed
 * and 403 if not; any other request reaches the application, and its response says
 * whether the page may read it. CORS headers that the application sets itself are left
 * alone.
 * <p>
 * If Spring's own CORS configuration covers a path, Spring has answered the question
 * before a request arrives here: configure a path in one of the two places.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">The CORS protocol</a>
 */
public final class Cors implements HeaderMiddleware {

	private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

	private static final String ORIGIN = "HTTP_ORIGIN";

	private static final String REQUEST_METHOD = "HTTP_ACCESS_CONTROL_REQUEST_METHOD";

	private static final String REQUEST_HEADERS = "HTTP_ACCESS_CONTROL_REQUEST_HEADERS";

	private final Rules rules;

	private Cors(Rules rules) {
		this.rules = rules;
	}

	/**
	 * Allows origins to send {@code GET}, {@code HEAD} and {@code POST} without
	 * credentials, and without headers of their own.
	 * @param origins the origins as browsers write them, such as
	 * {@code https://example.org}; {@code https://*.example.org} for the subdomains, or
	 * {@code *} for all
	 * @return the middleware
	 * @throws IllegalArgumentException if one is not an origin, or there is none
	 */
	public static Cors allowing(String... origins) {
		if (origins.length == 0) {
			throw new IllegalArgumentException("At least one origin must be allowed");
		}
		return new Cors(new Rules(new Origins(List.of(origins)), List.of("GET", "HEAD", "POST"), List.of(), List.of(),
				false, null));
	}

	/**
	 * The same middleware with other methods.
	 * @param methods the methods that pages may use, or {@code *} for all
	 * @return the other middleware
	 * @throws IllegalArgumentException if one is not a token of RFC 9110
	 */
	public Cors methods(String... methods) {
		Rules old = this.rules;
		return new Cors(new Rules(old.origins(), List.of(methods), old.headers(), old.exposed(), old.credentials(),
				old.maxAge()));
	}

	/**
	 * The same middleware with other headers of requests.
	 * @param headers the headers that pages may send beyond those that any page may send,
	 * or {@code *} for all
	 * @return the other middleware
	 */
	public Cors headers(String... headers) {
		Rules old = this.rules;
		return new Cors(new Rules(old.origins(), old.methods(), List.of(headers), old.exposed(), old.credentials(),
				old.maxAge()));
	}

	/**
	 * The same middleware with other headers of responses.
	 * @param headers the headers that pages may read beyond those that any page may read
	 * @return the other middleware
	 * @throws IllegalArgumentException if one is not a token of RFC 9110
	 */
	public Cors exposing(String... headers) {
		Rules old = this.rules;
		return new Cors(new Rules(old.origins(), old.methods(), old.headers(), List.of(headers), old.credentials(),
				old.maxAge()));
	}

	/**
	 * The same middleware with cookies and other credentials.
	 * @return the other middleware
	 * @throws IllegalArgumentException if all origins are allowed
	 */
	public Cors withCredentials() {
		Rules old = this.rules;
		return new Cors(new Rules(old.origins(), old.methods(), old.headers(), old.exposed(), true, old.maxAge()));
	}

	/**
	 * The same middleware with a time for which browsers may cache the answer to a
	 * preflight request.
	 * @param maxAge the time, in whole seconds
	 * @return the other middleware
	 */
	public Cors maxAge(Duration maxAge) {
		Rules old = this.rules;
		return new Cors(
				new Rules(old.origins(), old.methods(), old.headers(), old.exposed(), old.credentials(), maxAge));
	}

	@Override
	public Application wrap(Application application) {
		Application answering = HeaderMiddleware.super.wrap(application);
		return (environ, startResponse) -> {
			String origin = RequestHeaders.get(environ, ORIGIN);
			String method = RequestHeaders.get(environ, REQUEST_METHOD);
			if (origin != null && method != null && "OPTIONS".equals(environ.get(Environ.REQUEST_METHOD))) {
				return preFlight(environ, origin, method, startResponse);
			}
			return answering.call(environ, startResponse);
		};
	}

	@Override
	public Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers) {
		HeaderFields fields = new HeaderFields(headers);
		if (!fields.has(ALLOW_ORIGIN) && allow(RequestHeaders.get(environ, ORIGIN), fields)
				&& !this.rules.exposed().isEmpty()) {
			fields.set("Access-Control-Expose-Headers", String.join(", ", this.rules.exposed()));
		}
		return fields.list();
	}

	// Whoever asks: a cache may keep the answer to one origin for another.
	private boolean allow(@Nullable String origin, HeaderFields fields) {
		if (this.rules.origins().isAny()) {
			fields.set(ALLOW_ORIGIN, "*");
			return true;
		}
		fields.vary("Origin");
		if (origin == null || !this.rules.origins().allow(origin)) {
			return false;
		}
		fields.set(ALLOW_ORIGIN, origin);
		if (this.rules.credentials()) {
			fields.set("Access-Control-Allow-Credentials", "true");
		}
		return true;
	}

	private Iterable<byte[]> preFlight(Map<String, Object> environ, String origin, String method,
			StartResponse startResponse) {
		HeaderFields fields = new HeaderFields(List.of());
		List<String> asked = FieldValue.elements(RequestHeaders.get(environ, REQUEST_HEADERS));
		boolean allowed = this.rules.allow(method, asked) && allow(origin, fields);
		fields.vary("Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers");
		if (!allowed) {
			fields.add("Content-Type", "text/plain; charset=utf-8");
			startResponse.call("403 Forbidden", fields.list());
			return Body.text("This request is not allowed from another origin.\n");
		}
		// By name, since with credentials an asterisk is none.
		fields.add("Access-Control-Allow-Methods",
				this.rules.isAnyMethod() ? method : String.join(", ", this.rules.methods()));
		if (!asked.isEmpty()) {
			fields.add("Access-Control-Allow-Headers", String.join(", ", asked));
		}
		Duration maxAge = this.rules.maxAge();
		if (maxAge != null) {
			fields.add("Access-Control-Max-Age", Long.toString(maxAge.toSeconds()));
		}
		startResponse.call("204 No Content", fields.list());
		return Body.empty();
	}

	private record Rules(Origins origins, List<String> methods, List<String> headers, List<String> exposed,
			boolean credentials, @Nullable Duration maxAge) {

		private Rules {
			if (credentials && origins.isAny()) {
				throw new IllegalArgumentException("Credentials cannot be allowed for all origins: list the origins");
			}
			methods.forEach((method) -> FieldSyntax.token(method, "method"));
			exposed.forEach((header) -> FieldSyntax.token(header, "header"));
		}

		boolean allow(String method, List<String> asked) {
			return (isAnyMethod() ? FieldSyntax.isToken(method) : this.methods.contains(method))
					&& asked.stream().allMatch((header) -> FieldSyntax.isToken(header) && allowsHeader(header));
		}

		boolean isAnyMethod() {
			return this.methods.contains("*");
		}

		private boolean allowsHeader(String header) {
			return this.headers.contains("*") || this.headers.stream().anyMatch(header::equalsIgnoreCase);
		}

	}

}
