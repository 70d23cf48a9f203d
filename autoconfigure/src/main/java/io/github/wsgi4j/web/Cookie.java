package io.github.wsgi4j.web;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.wsgi4j.SameSite;
import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.HttpDates;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of a response: RFC 6265, section 4.1. By default it is for the whole host,
 * ends with the browser session, is hidden from scripts, and is not sent with cross-site
 * requests unless the user follows a link. It is immutable: each method returns another
 * cookie, or throws an {@link IllegalArgumentException} if a part is malformed or if
 * browsers would reject the cookie. Browsers reject a cookie without {@code Secure} if it
 * is for all sites or partitioned, or if its name begins with {@code __Secure-} or {@code
 * __Host-}. They also reject a {@code __Host-} cookie with a domain or another path than
 * {@code /}.
 */
public final class Cookie {

	// Of the years that browsers read: RFC 6265bis, section 5.1.1.
	private static final Instant FIRST_EXPIRY = Instant.parse("1601-01-01T00:00:00Z");

	private static final Instant LAST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

	private final String name;

	private final String value;

	private @Nullable Duration maxAge;

	private @Nullable Instant expires;

	private String path = "/";

	private @Nullable String domain;

	private boolean secure;

	private boolean httpOnly = true;

	private @Nullable SameSite sameSite = SameSite.LAX;

	private boolean partitioned;

	private Cookie(String name, String value) {
		this.name = FieldSyntax.token(name, "name of the cookie");
		this.value = value;
		this.secure = Cookies.isSecure(name);
	}

	private Cookie(Cookie other) {
		this.name = other.name;
		this.value = other.value;
		this.maxAge = other.maxAge;
		this.expires = other.expires;
		this.path = other.path;
		this.domain = other.domain;
		this.secure = other.secure;
		this.httpOnly = other.httpOnly;
		this.sameSite = other.sameSite;
		this.partitioned = other.partitioned;
	}

	/**
	 * Creates a cookie for the session of the browser.
	 * @param name the name, a token
	 * @param value the value: ASCII without controls, blanks, quotes, commas, semicolons
	 * and backslashes
	 * @return the cookie
	 */
	public static Cookie of(String name, String value) {
		if (!Cookies.isValue(value)) {
			throw new IllegalArgumentException("The value of the cookie '" + name
					+ "' contains a character that is not allowed in cookies: encode it");
		}
		return new Cookie(name, value);
	}

	/**
	 * The same cookie, kept for a time.
	 * @param maxAge how long, in whole seconds; zero to delete it
	 * @return another cookie
	 */
	public Cookie maxAge(Duration maxAge) {
		return with((cookie) -> cookie.maxAge = maxAge);
	}

	/**
	 * The same cookie, kept until a time. {@link #maxAge} takes precedence, and does not
	 * depend on the clock of the client.
	 * @param expires the time, in whole seconds
	 * @return another cookie
	 */
	public Cookie expires(Instant expires) {
		return with((cookie) -> cookie.expires = expires);
	}

	/**
	 * The same cookie for a path.
	 * @param path the path, or an empty text for the one of the request
	 * @return another cookie
	 */
	public Cookie path(String path) {
		return with((cookie) -> cookie.path = path);
	}

	/**
	 * The same cookie for all hosts of a domain.
	 * @param domain the domain
	 * @return another cookie
	 */
	public Cookie domain(String domain) {
		return with((cookie) -> cookie.domain = domain);
	}

	/**
	 * The same cookie, sent only over TLS or not.
	 * @param secure whether it is sent only over TLS
	 * @return another cookie
	 */
	public Cookie secure(boolean secure) {
		return with((cookie) -> cookie.secure = secure);
	}

	/**
	 * The same cookie, hidden from scripts or not.
	 * @param httpOnly whether it is hidden
	 * @return another cookie
	 */
	public Cookie httpOnly(boolean httpOnly) {
		return with((cookie) -> cookie.httpOnly = httpOnly);
	}

	/**
	 * The same cookie with another rule for cross-site requests. {@link SameSite#NONE}
	 * also makes it secure.
	 * @param sameSite the rule
	 * @return another cookie
	 */
	public Cookie sameSite(SameSite sameSite) {
		return with((cookie) -> {
			cookie.sameSite = sameSite;
			cookie.secure |= sameSite == SameSite.NONE;
		});
	}

	/**
	 * The same cookie without a rule for cross-site requests, which leaves the choice to
	 * the browser.
	 * @return another cookie
	 */
	public Cookie withoutSameSite() {
		return with((cookie) -> cookie.sameSite = null);
	}

	/**
	 * The same cookie, which browsers keep separately for each site that embeds this one.
	 * This also makes it secure; it is usually combined with {@link SameSite#NONE}.
	 * @return another cookie
	 */
	public Cookie partitioned() {
		return with((cookie) -> {
			cookie.partitioned = true;
			cookie.secure = true;
		});
	}

	/**
	 * The cookie in the form of the header {@code Set-Cookie}.
	 */
	@Override
	public String toString() {
		StringBuilder header = new StringBuilder(this.name).append('=').append(this.value);
		if (this.maxAge != null) {
			header.append("; Max-Age=").append(this.maxAge.toSeconds());
		}
		if (this.expires != null) {
			header.append("; Expires=").append(HttpDates.format(this.expires));
		}
		if (this.domain != null) {
			header.append("; Domain=").append(this.domain);
		}
		if (!this.path.isEmpty()) {
			header.append("; Path=").append(this.path);
		}
		header.append(this.secure ? "; Secure" : "").append(this.httpOnly ? "; HttpOnly" : "");
		if (this.sameSite != null) {
			header.append("; SameSite=").append(this.sameSite);
		}
		return header.append(this.partitioned ? "; Partitioned" : "").toString();
	}

	private Cookie with(Consumer<Cookie> change) {
		Cookie other = new Cookie(this);
		change.accept(other);
		other.check();
		return other;
	}

	private void check() {
		Cookies.checkScope(this.name, this.path, this.domain);
		if (this.expires != null && (this.expires.isBefore(FIRST_EXPIRY) || this.expires.isAfter(LAST_EXPIRY))) {
			throw new IllegalArgumentException(
					"The cookie '" + this.name + "' expires before " + FIRST_EXPIRY + " or after " + LAST_EXPIRY);
		}
		if (this.maxAge != null && this.maxAge.isNegative()) {
			throw new IllegalArgumentException("The age of the cookie '" + this.name + "' is negative");
		}
		if (!this.secure && (Cookies.isSecure(this.name) || this.sameSite == SameSite.NONE || this.partitioned)) {
			throw new IllegalArgumentException("The cookie '" + this.name + "' must be secure");
		}
	}

}
