package io.github.wsgi4j.middleware.security;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.middleware.RequestHeaders;
import io.github.wsgi4j.middleware.RequestVariable;
import org.jspecify.annotations.Nullable;

/**
 * Rejects requests that another site makes a browser send in the name of its user. A
 * request with a method other than {@code GET}, {@code HEAD}, {@code OPTIONS} and {@code
 * TRACE} must not come from a page of another origin, as far as {@code Sec-Fetch-Site} or
 * {@code Origin} tell, and must carry the {@link #token token} of its {@link Session} in
 * the header {@code X-CSRF-Token} or in the field {@code _csrf} of a form: a URL-encoded
 * one or, with a {@link #multipart reader}, a multipart one. Otherwise it is answered
 * with 403, or by a {@link #refusal}. At most the beginning of a form is read, and the
 * application can still read the whole form.
 */
public final class Csrf implements Middleware {

	/** The variable that holds the reason why a request is rejected: a sentence. */
	public static final String VIOLATION = "wsgi4j.csrf_violation";

	/**
	 * The value of a session that its tokens are made of. It goes when the session is
	 * renewed: whoever knew the session before a login must not know tokens after it.
	 */
	public static final String SECRET = "csrf";

	private final Origins trusted;

	private final String header;

	private final String field;

	private final int limit;

	private final Predicate<Map<String, Object>> exempt;

	private final @Nullable FormReader multipart;

	private final Application refusal;

	/**
	 * Creates a middleware that searches the first 64 KiB of a form.
	 */
	public Csrf() {
		this(new Origins(List.of()), "HTTP_X_CSRF_TOKEN", "_csrf", 64 * 1024, (environ) -> false, null, Csrf::refuse);
	}

	private Csrf(Origins trusted, String header, String field, int limit, Predicate<Map<String, Object>> exempt,
			@Nullable FormReader multipart, Application refusal) {
		this.trusted = trusted;
		this.header = header;
		this.field = field;
		this.limit = limit;
		this.exempt = exempt;
		this.multipart = multipart;
		this.refusal = refusal;
	}

	/**
	 * The token for a form, or for a script to send. It looks different each time.
	 * @param environ the environ
	 * @return the token, of characters that need no quoting
	 * @throws IllegalStateException if there is no session, or it has no token yet and
	 * the headers have been sent
	 */
	public static String token(Map<String, Object> environ) {
		Session session = Session.of(environ);
		String secret = session.get(SECRET);
		if (secret == null || !CsrfToken.isSecret(secret)) {
			secret = CsrfToken.newSecret();
			session.set(SECRET, secret);
		}
		return CsrfToken.mask(secret);
	}

	/**
	 * The same middleware with other origins that may send requests, if these carry the
	 * token.
	 * @param origins the origins as browsers write them
	 * @return the other middleware
	 */
	public Csrf trusting(String... origins) {
		return new Csrf(new Origins(List.of(origins)), this.header, this.field, this.limit, this.exempt, this.multipart,
				this.refusal);
	}

	/**
	 * The same middleware with another header.
	 * @param name the name of the header that carries the token
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is not a token of RFC 9110
	 */
	public Csrf header(String name) {
		return new Csrf(this.trusted, RequestVariable.ofHeader(name), this.field, this.limit, this.exempt,
				this.multipart, this.refusal);
	}

	/**
	 * The same middleware with another field.
	 * @param name the name of the field that carries the token
	 * @return the other middleware
	 */
	public Csrf field(String name) {
		return new Csrf(this.trusted, this.header, name, this.limit, this.exempt, this.multipart, this.refusal);
	}

	/**
	 * The same middleware with another limit.
	 * @param bytes the number of bytes of a form that are searched for the token
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is negative
	 */
	public Csrf maxFormSize(int bytes) {
		if (bytes < 0) {
			throw new IllegalArgumentException("The size must not be negative: " + bytes);
		}
		return new Csrf(this.trusted, this.header, this.field, bytes, this.exempt, this.multipart, this.refusal);
	}

	/**
	 * The same middleware with requests that are not checked, such as those that another
	 * server signs.
	 * @param requests selects the requests by their environ
	 * @return the other middleware
	 */
	public Csrf except(Predicate<Map<String, Object>> requests) {
		return new Csrf(this.trusted, this.header, this.field, this.limit, requests, this.multipart, this.refusal);
	}

	/**
	 * The same middleware, which also searches multipart forms.
	 * @param reader reads the forms, usually {@code MultipartForm::first}
	 * @return the other middleware
	 */
	public Csrf multipart(FormReader reader) {
		return new Csrf(this.trusted, this.header, this.field, this.limit, this.exempt, reader, this.refusal);
	}

	/**
	 * The same middleware with a custom response to rejected requests, which should have
	 * the status 403.
	 * @param refusal the application that answers them, and finds the reason under
	 * {@value #VIOLATION}
	 * @return the other middleware
	 */
	public Csrf refusal(Application refusal) {
		return new Csrf(this.trusted, this.header, this.field, this.limit, this.exempt, this.multipart, refusal);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			String violation = (isSafe(environ) || this.exempt.test(environ)) ? null : violation(environ);
			if (violation == null) {
				return application.call(environ, startResponse);
			}
			environ.put(VIOLATION, violation);
			return this.refusal.call(environ, startResponse);
		};
	}

	private static Iterable<byte[]> refuse(Map<String, Object> environ, StartResponse startResponse) {
		startResponse.call("403 Forbidden", List.of(Header.of("Content-Type", "text/plain; charset=utf-8")));
		return Body.text(environ.get(VIOLATION) + "\n");
	}

	private @Nullable String violation(Map<String, Object> environ) throws IOException {
		String origin = RequestHeaders.get(environ, "HTTP_ORIGIN");
		if ((origin == null || !this.trusted.allow(origin)) && RequestOrigin.isForeign(environ)) {
			return "The request comes from another site.";
		}
		String secret = Session.of(environ).get(SECRET);
		String token = RequestHeaders.get(environ, this.header);
		if (secret != null && token == null) {
			token = PeekedForm.first(environ, this.field, this.limit, this.multipart);
		}
		return (secret != null && CsrfToken.isSecret(secret) && CsrfToken.matches(token, secret)) ? null
				: "The request has no valid token.";
	}

	private static boolean isSafe(Map<String, Object> environ) {
		return environ.get(Environ.REQUEST_METHOD) instanceof String method && Methods.isSafe(method);
	}

}
