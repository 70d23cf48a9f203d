package io.github.wsgi4j.middleware.security;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Adds headers that tell browsers to be careful: {@code X-Content-Type-Options: nosniff},
 * {@code X-Frame-Options: DENY}, {@code Referrer-Policy: strict-origin-when-cross-origin}
 * and, under https alone, {@code Strict-Transport-Security} for a year. A header that the
 * application has set is left alone, and {@code X-Frame-Options} is left out beside a
 * policy with {@code frame-ancestors}. Other headers, such as a
 * {@code Content-Security-Policy}, are added by {@link #with}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797">RFC 6797</a>
 */
public final class SecurityHeaders implements HeaderMiddleware {

	private static final String POLICY = "Content-Security-Policy";

	private static final String FRAMES = "X-Frame-Options";

	private final Map<String, String> headers;

	private final @Nullable String transport;

	/**
	 * Creates the middleware with the headers named above.
	 */
	public SecurityHeaders() {
		this(new TreeMap<>(String.CASE_INSENSITIVE_ORDER), "max-age=31536000");
		this.headers.put("X-Content-Type-Options", "nosniff");
		this.headers.put(FRAMES, "DENY");
		this.headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
	}

	private SecurityHeaders(Map<String, String> headers, @Nullable String transport) {
		this.headers = headers;
		this.transport = transport;
	}

	/**
	 * The same middleware with another header, or another value of one.
	 * @param name the header's name
	 * @param value the header's value
	 * @return the other middleware
	 */
	public SecurityHeaders with(String name, String value) {
		Map<String, String> headers = copy();
		headers.put(name, value);
		return new SecurityHeaders(headers, this.transport);
	}

	/**
	 * The same middleware without a header.
	 * @param name the header's name
	 * @return the other middleware
	 */
	public SecurityHeaders without(String name) {
		Map<String, String> headers = copy();
		headers.remove(name);
		return new SecurityHeaders(headers, this.transport);
	}

	/**
	 * The same middleware with another {@code Strict-Transport-Security}.
	 * @param maxAge for how long a browser keeps to https, in whole seconds; with zero it
	 * forgets about it, and a negative time leaves the header out
	 * @param includeSubDomains whether subdomains are meant as well
	 * @return the other middleware
	 */
	public SecurityHeaders transport(Duration maxAge, boolean includeSubDomains) {
		return new SecurityHeaders(this.headers, maxAge.isNegative() ? null
				: "max-age=" + maxAge.toSeconds() + (includeSubDomains ? "; includeSubDomains" : ""));
	}

	@Override
	public Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers) {
		HeaderFields fields = new HeaderFields(headers);
		this.headers.forEach((name, value) -> {
			if (!name.equalsIgnoreCase(FRAMES)) {
				fields.setIfAbsent(name, value);
			}
		});
		String frames = this.headers.get(FRAMES);
		if (frames != null && !hasFrameAncestors(fields)) {
			fields.setIfAbsent(FRAMES, frames);
		}
		if (this.transport != null && RequestHeaders.isSecure(environ)) {
			fields.setIfAbsent("Strict-Transport-Security", this.transport);
		}
		return fields.list();
	}

	private Map<String, String> copy() {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.putAll(this.headers);
		return headers;
	}

	private static boolean hasFrameAncestors(HeaderFields fields) {
		String policy = fields.first(POLICY);
		return policy != null && policy.toLowerCase(Locale.ROOT).contains("frame-ancestors");
	}

}
