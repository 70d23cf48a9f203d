package io.github.wsgi4j.middleware.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.middleware.HeaderFields;
import io.github.wsgi4j.middleware.HeldHead;
import io.github.wsgi4j.middleware.HeldStart;
import io.github.wsgi4j.middleware.Latin1Text;
import io.github.wsgi4j.middleware.RequestHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link Session} in a cookie that is signed with HMAC-SHA256. The client can
 * read it but not change it, and nothing is kept on the server: who has copied a cookie
 * can use it until it is too old, also after a logout. The cookie is {@code HttpOnly},
 * {@code SameSite=Lax} and, under https, {@code Secure}. It is sent when the session has
 * changed, and then its time begins anew; the time is signed as well. A response of an
 * application that has looked at its session has {@code Vary: Cookie}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 */
public final class SessionCookie implements Middleware {

	/** The size of a cookie that browsers keep, its name included. */
	private static final int MOST_BYTES = 4096;

	private final String name;

	private final Duration maxAge;

	private final List<byte[]> keys;

	private final CookieSeal seal;

	private final Clock clock;

	private SessionCookie(String name, Duration maxAge, List<byte[]> keys, Clock clock) {
		this.name = name;
		this.maxAge = maxAge;
		this.keys = keys;
		this.seal = new CookieSeal(name, keys);
		this.clock = clock;
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
		return new SessionCookie("session", Duration.ofDays(14), bytes, Clock.systemUTC());
	}

	/**
	 * The same middleware with another cookie.
	 * @param name the cookie's name
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is no token
	 */
	public SessionCookie name(String name) {
		if (!FieldSyntax.isToken(name)) {
			throw new IllegalArgumentException("The name " + Latin1Text.show(name) + " is no name of a cookie");
		}
		return new SessionCookie(name, this.maxAge, this.keys, this.clock);
	}

	/**
	 * The same middleware with another time.
	 * @param maxAge how old a cookie may get, in whole seconds
	 * @return the other middleware
	 * @throws IllegalArgumentException if it is less than a second
	 */
	public SessionCookie maxAge(Duration maxAge) {
		if (maxAge.toSeconds() < 1) {
			throw new IllegalArgumentException("A session must last for at least a second, not " + maxAge);
		}
		return new SessionCookie(this.name, maxAge, this.keys, this.clock);
	}

	SessionCookie clock(Clock clock) {
		return new SessionCookie(this.name, this.maxAge, this.keys, clock);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			CookieSession session = new CookieSession(() -> read(environ), this::write,
					this.clock.instant().getEpochSecond());
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
		if (session.isChanged()) {
			SessionState state = session.state();
			fields.add("Set-Cookie",
					this.name + "=" + ((state != null) ? write(state) : "") + "; Path=/; Max-Age="
							+ ((state != null) ? this.maxAge.toSeconds() : 0) + "; HttpOnly; SameSite=Lax"
							+ (secure ? "; Secure" : ""));
		}
		return head.with(fields);
	}

	private String write(SessionState state) {
		String value = this.seal.close(state.write());
		int size = this.name.length() + 1 + value.length();
		if (size > MOST_BYTES) {
			throw new IllegalArgumentException(
					"The session would take " + size + " bytes in its cookie, and browsers keep " + MOST_BYTES
							+ ": keep less in it, or keep sessions on the server");
		}
		return value;
	}

	private @Nullable SessionState read(Map<String, Object> environ) {
		String cookies = RequestHeaders.get(environ, "HTTP_COOKIE");
		List<String> values = new ArrayList<>(1);
		Cookies.forEach((cookies != null) ? cookies : "", (name, value) -> {
			if (name.equals(this.name)) {
				values.add(value);
			}
		});
		for (String value : values) {
			byte[] content = this.seal.open(value);
			SessionState state = (content != null) ? SessionState.read(content) : null;
			if (state != null && this.clock.instant().getEpochSecond() - state.second() <= this.maxAge.toSeconds()) {
				return state;
			}
		}
		return null;
	}

}
