package io.github.wsgi4j.middleware.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.HeldHead;
import io.github.wsgi4j.middleware.HeldStart;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Session} in a cookie that is signed with HMAC-SHA256. The client can
 * read it but not change it, and nothing is kept on the server: a cookie that was copied
 * can be used until it expires, even after a logout. The cookie is {@code HttpOnly},
 * {@code SameSite=Lax} and, under https, {@code Secure} by default. It is sent when the
 * session has changed, and when an application uses the session after a quarter of its
 * time, which then begins anew. The time is signed as well. If an application has used
 * its session, the response has {@code Vary: Cookie}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 */
public final class SessionCookie implements Middleware {

	/** The bytes that browsers keep of a cookie, with its name and its attributes. */
	private static final int MOST_BYTES = 4096;

	private final List<byte[]> keys;

	private final SessionTerms terms;

	private final CookieSeal seal;

	private SessionCookie(List<byte[]> keys, SessionTerms terms) {
		this.keys = keys;
		this.terms = terms;
		this.seal = new CookieSeal(terms.name, keys);
	}

	/**
	 * Creates a middleware that keeps sessions for two weeks in a cookie named
	 * {@code session}.
	 * @param keys at least 32 random bytes each, as text: the first one signs, and
	 * cookies signed with the others are still accepted, so that a key can be replaced
	 * @return the middleware
	 * @throws IllegalArgumentException if there is no key, or one is too short
	 */
	public static SessionCookie signedWith(String... keys) {
		if (keys.length == 0) {
			throw new IllegalArgumentException("At least one key is required to sign sessions");
		}
		List<byte[]> bytes = Stream.of(keys).map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
		for (byte[] key : bytes) {
			if (key.length < CookieSeal.LEAST_KEY) {
				throw new IllegalArgumentException("A key of " + key.length + " bytes is too short to sign "
						+ "sessions: at least " + CookieSeal.LEAST_KEY + " are required");
			}
		}
		return new SessionCookie(bytes, new SessionTerms());
	}

	/**
	 * The same middleware with another cookie.
	 * @param name the cookie's name; the prefixes {@code __Host-} and {@code __Secure-}
	 * make it secure
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is not a token, or is not allowed with the
	 * domain or the path
	 */
	public SessionCookie name(String name) {
		return with((terms) -> terms.name = name);
	}

	/**
	 * The same middleware with a cookie for all hosts of a domain. Browsers that already
	 * have a cookie for another domain or path send both, so change the name as well.
	 * @param domain the domain
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is malformed, or is not allowed with the
	 * name
	 */
	public SessionCookie domain(String domain) {
		return with((terms) -> terms.domain = domain);
	}

	/**
	 * The same middleware with a cookie for a path, by default for the whole host.
	 * @param path the path that it is sent to, with everything below
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is malformed, or is not allowed with the
	 * name
	 */
	public SessionCookie path(String path) {
		return with((terms) -> terms.path = path);
	}

	/**
	 * The same middleware with another rule for cross-site requests.
	 * @param sameSite the rule; {@link SameSite#NONE} also makes the cookie secure
	 * @return the other middleware
	 */
	public SessionCookie sameSite(SameSite sameSite) {
		return with((terms) -> terms.sameSite = sameSite);
	}

	/**
	 * The same middleware with a cookie that is always secure, or only if the request is.
	 * @param secure whether it is always secure
	 * @return the other middleware
	 */
	public SessionCookie secure(boolean secure) {
		return with((terms) -> terms.secure = secure);
	}

	/**
	 * The same middleware with a cookie that browsers discard when they are closed, or
	 * not. Its maximum age still applies.
	 * @param endsWithBrowser whether browsers discard it
	 * @return the other middleware
	 */
	public SessionCookie endsWithBrowser(boolean endsWithBrowser) {
		return with((terms) -> terms.endsWithBrowser = endsWithBrowser);
	}

	/**
	 * The same middleware with another maximum age.
	 * @param maxAge the maximum age of a cookie, in whole seconds; a session in use gets
	 * a new cookie in time
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is less than a second
	 */
	public SessionCookie maxAge(Duration maxAge) {
		return with((terms) -> terms.maxAge = maxAge);
	}

	/**
	 * The same middleware with a limit for sessions that are in use all the time.
	 * @param maxLifetime the time after which a session ends, counted from its start or
	 * its last change of identifier, in whole seconds
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is less than a second
	 */
	public SessionCookie maxLifetime(Duration maxLifetime) {
		return with((terms) -> terms.maxLifetime = maxLifetime);
	}

	SessionCookie clock(Clock clock) {
		return with((terms) -> terms.clock = clock);
	}

	private SessionCookie with(Consumer<SessionTerms> change) {
		return new SessionCookie(this.keys, this.terms.with(change));
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			CookieSession session = new CookieSession(() -> read(environ), this::checkSize, this.terms.now());
			environ.put(Session.KEY, session);
			boolean secure = RequestHeaders.isSecure(environ);
			HeldStart start = new HeldStart(startResponse, (head) -> add(session, secure, head));
			Iterable<byte[]> body = application.call(environ, start);
			return Body.orClose(body, () -> {
				start.release((head) -> add(session, secure, head));
				return body;
			});
		};
	}

	private HeldHead add(CookieSession session, boolean secure, HeldHead head) {
		session.seal();
		HeaderFields fields = head.fields();
		if (session.isOpened()) {
			fields.vary("Cookie");
		}
		SessionState stored = session.stored();
		if (session.isChanged() || (stored != null && this.terms.isDue(stored))) {
			fields.add("Set-Cookie", header(session.state(), secure));
		}
		return head.with(fields);
	}

	private String header(@Nullable SessionState state, boolean secure) {
		return (state != null) ? this.terms.header(this.seal.close(state.write()), this.terms.left(state), secure)
				: this.terms.header("", 0, secure);
	}

	private void checkSize(SessionState state) {
		int size = header(state, true).length();
		if (size > MOST_BYTES) {
			throw new IllegalArgumentException(
					"The session would take " + size + " bytes in its cookie, and browsers keep " + MOST_BYTES
							+ ": keep less in it, or keep sessions on the server");
		}
	}

	private @Nullable SessionState read(Map<String, Object> environ) {
		String cookies = RequestHeaders.get(environ, "HTTP_COOKIE");
		List<String> values = new ArrayList<>(1);
		Cookies.forEach((cookies != null) ? cookies : "", (name, value) -> {
			if (name.equals(this.terms.name)) {
				values.add(value);
			}
		});
		for (String value : values) {
			byte[] content = this.seal.open(value);
			SessionState state = (content != null) ? SessionState.read(content) : null;
			if (state != null && this.terms.left(state) >= 0) {
				return state;
			}
		}
		return null;
	}

}
