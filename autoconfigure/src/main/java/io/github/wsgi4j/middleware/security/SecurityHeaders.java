package io.github.wsgi4j.middleware.security;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Adds security headers to responses: {@code X-Content-Type-Options: nosniff},
 * {@code X-Frame-Options: DENY}, {@code Referrer-Policy: strict-origin-when-cross-origin}
 * and, under https only, {@code Strict-Transport-Security} for a year. A header that the
 * application has set is left alone, and {@code X-Frame-Options} is left out beside a
 * policy with {@code frame-ancestors}. Other headers, such as a
 * {@code Content-Security-Policy} or a {@code Permissions-Policy}, are added by
 * {@link #with}.
 * <p>
 * If a policy has {@value #PLACEHOLDER}, as in <code>script-src 'nonce-{nonce}'</code>,
 * each request gets a nonce of its own: in the environ under {@value #NONCE}, for the
 * page, and in the policy. Shared caches must not store a page with a nonce. With a 304,
 * the browser keeps the policy and the nonce of the page that it has.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797">RFC 6797</a>
 */
public final class SecurityHeaders implements HeaderMiddleware {

	/** The variable that holds the nonce of a request, if there is one: a String. */
	public static final String NONCE = "wsgi4j.csp_nonce";

	/** Stands for the nonce in the value of a header. */
	public static final String PLACEHOLDER = "{nonce}";

	private static final String POLICY = "Content-Security-Policy";

	private static final String FRAMES = "X-Frame-Options";

	private static final Duration YEAR = Duration.ofDays(365);

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
	 * @param value the header's value, in which {@value #PLACEHOLDER} stands for the
	 * nonce
	 * @return the other middleware
	 * @throws IllegalArgumentException if they cannot be sent
	 */
	public SecurityHeaders with(String name, String value) {
		Map<String, String> headers = copy();
		headers.put(FieldSyntax.token(name, "header"), FieldSyntax.value(value, name));
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
	 * @param maxAge the time for which browsers must use https, in whole seconds; with
	 * zero they forget the rule, and a negative time omits the header
	 * @param includeSubDomains whether subdomains are included
	 * @return the other middleware
	 */
	public SecurityHeaders transport(Duration maxAge, boolean includeSubDomains) {
		return new SecurityHeaders(this.headers, maxAge.isNegative() ? null
				: "max-age=" + maxAge.toSeconds() + (includeSubDomains ? "; includeSubDomains" : ""));
	}

	/**
	 * The same middleware with a {@code Strict-Transport-Security} that asks for
	 * inclusion in the preload list of browsers. It includes subdomains.
	 * @param maxAge the time for which browsers must use https, at least a year
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is less than a year, which the list refuses
	 * @see <a href="https://hstspreload.org">The list</a>
	 */
	public SecurityHeaders preloadedTransport(Duration maxAge) {
		if (maxAge.compareTo(YEAR) < 0) {
			throw new IllegalArgumentException("The HSTS preload list requires a max-age of at least a year");
		}
		return new SecurityHeaders(this.headers, "max-age=" + maxAge.toSeconds() + "; includeSubDomains; preload");
	}

	@Override
	public Application wrap(Application application) {
		Application answering = HeaderMiddleware.super.wrap(application);
		if (this.headers.values().stream().noneMatch(SecurityHeaders::hasNonce)) {
			return answering;
		}
		return (environ, startResponse) -> {
			nonce(environ);
			return answering.call(environ, startResponse);
		};
	}

	@Override
	public Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers) {
		HeaderFields fields = new HeaderFields(headers);
		boolean notModified = status.startsWith("304 ");
		this.headers.forEach((name, value) -> {
			if (!name.equalsIgnoreCase(FRAMES) && !(notModified && hasNonce(value))) {
				fields.setIfAbsent(name, hasNonce(value) ? value.replace(PLACEHOLDER, nonce(environ)) : value);
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

	private static boolean hasNonce(String value) {
		return value.contains(PLACEHOLDER);
	}

	// There is none yet if the application has not been called, and there is one already
	// if another middleware has a policy too.
	private static String nonce(Map<String, Object> environ) {
		return String.valueOf(environ.computeIfAbsent(NONCE, (name) -> CsrfToken.newSecret()));
	}

	private boolean hasFrameAncestors(HeaderFields fields) {
		// That of a 304 may have been left out, and is in force all the same.
		String policy = fields.has(POLICY) ? fields.first(POLICY) : this.headers.get(POLICY);
		return policy != null && policy.toLowerCase(Locale.ROOT).contains("frame-ancestors");
	}

}
