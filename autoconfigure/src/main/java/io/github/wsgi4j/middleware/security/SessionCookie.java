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
import io.github.wsgi4j.Session;
import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.HeldHead;
import io.github.wsgi4j.middleware.HeldStart;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Session} in a cookie that is signed with HMAC-SHA256. The client can
 * read it but not change it, and nothing is kept on the server: who has copied a cookie
 * can use it until it is too old, also after a logout. The cookie is {@code HttpOnly},
 * {@code SameSite=Lax} and, under https, {@code Secure}, unless something else is said.
 * It is sent when the session has changed, and when an application looks at it after a
 * quarter of its time; then its time begins anew. The time is signed as well. A response
 * of an application that has looked at its session has {@code Vary: Cookie}.
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
	 * Keeps sessions for two weeks in a cookie named {@code session}.
	 * @param keys at least 32 random bytes each, as text: the first signs, and what the
	 * others have signed is still accepted, so that a key can be replaced
	 * @return the middleware
	 * @throws IllegalArgumentException if there is no key, or one is too short
	 */
	public static SessionCookie signedWith(String... keys) {
		if (keys.length == 0) {
			throw new IllegalArgumentException("There is no key to sign sessions with");
		}
		List<byte[]> bytes = Stream.of(keys).map((key) -> key.getBytes(StandardCharsets.UTF_8)).toList();
		for (byte[] key : bytes) {
			if (key.length < CookieSeal.LEAST_KEY) {
				throw new IllegalArgumentException("A key of " + key.length + " bytes is too short to sign sessions: "
						+ CookieSeal.LEAST_KEY + " are the least");
			}
		}
		return new SessionCookie(bytes, new SessionTerms());
	}

	/**
	 * The same middleware with another cookie.
	 * @param name the cookie's name; {@code __Host-} and {@code __Secure-} before it make
	 * it secure
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is no token, or does not go with the domain
	 * or the path
	 */
	public SessionCookie name(String name) {
		return with((terms) -> terms.name = name);
	}

	/**
	 * The same middleware with a cookie for all hosts of a domain. Browsers that have one
	 * for another domain or path send both: give the cookie another name with it.
	 * @param domain the domain
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is malformed, or does not go with the name
	 */
	public SessionCookie domain(String domain) {
		return with((terms) -> terms.domain = domain);
	}

	/**
	 * The same middleware with a cookie for a path, by default for the whole host.
	 * @param path the path that it is sent to, with all that is below
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is malformed, or does not go with the name
	 */
	public SessionCookie path(String path) {
		return with((terms) -> terms.path = path);
	}

	/**
	 * The same middleware with another rule for what other sites cause.
	 * @param sameSite {@code Strict}, {@code Lax} or {@code None}, which also makes the
	 * cookie secure
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is none of these
	 */
	public SessionCookie sameSite(String sameSite) {
		return with((terms) -> terms.sameSite = sameSite);
	}

	/**
	 * The same middleware with a cookie that is secure always, or as the request is.
	 * @param secure whether it is always
	 * @return the other middleware
	 */
	public SessionCookie secure(boolean secure) {
		return with((terms) -> terms.secure = secure);
	}

	/**
	 * The same middleware with a cookie that browsers forget when they end, or not. It
	 * can get no older than others.
	 * @param endsWithBrowser whether they do
	 * @return the other middleware
	 */
	public SessionCookie endsWithBrowser(boolean endsWithBrowser) {
		return with((terms) -> terms.endsWithBrowser = endsWithBrowser);
	}

	/**
	 * The same middleware with another time.
	 * @param maxAge how old a cookie may get, in whole seconds: a session in use gets a
	 * new one in time
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is less than a second
	 */
	public SessionCookie maxAge(Duration maxAge) {
		return with((terms) -> terms.maxAge = maxAge);
	}

	/**
	 * The same middleware with a limit for sessions that are in use all the time.
	 * @param maxLifetime how long after it began, or got another identifier, a session
	 * ends, in whole seconds
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
