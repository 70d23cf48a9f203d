package io.github.wsgi4j.web;

import java.time.Duration;
import java.util.Locale;

import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FieldSyntax;
import org.jspecify.annotations.Nullable;

/**
 * A cookie of a response: RFC 6265, section 4.1. Unless something else is said it is for
 * the whole host, ends with the browser's session, is hidden from scripts and is not sent
 * with what other sites cause, but for links.
 *
 * @param name the name, a token
 * @param value the value: ASCII without controls, blanks, quotes, commas, semicolons and
 * backslashes
 * @param maxAge how long it is kept, zero to delete it, or {@code null} for the session
 * @param path the path it is sent to
 * @param domain the domain whose hosts it is sent to, or {@code null} for this host alone
 * @param secure whether it is sent over TLS alone
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite whether it is sent with what other sites cause
 */
public record Cookie(String name, String value, @Nullable Duration maxAge, String path, @Nullable String domain,
		boolean secure, boolean httpOnly, SameSite sameSite) {

	/**
	 * Creates a cookie.
	 * @throws IllegalArgumentException if a part is malformed, or a browser would refuse
	 * the cookie: without {@code Secure} if it is for all sites or its name begins with
	 * {@code __Secure-} or {@code __Host-}, or if one of the latter is not for the whole
	 * host alone
	 */
	public Cookie {
		FieldSyntax.token(name, "name of the cookie");
		if (!Cookies.isValue(value)) {
			throw new IllegalArgumentException(
					"The value of the cookie '" + name + "' has a character that no cookie may have: encode it");
		}
		checkAttribute(path, name);
		checkAttribute((domain != null) ? domain : "", name);
		if (maxAge != null && maxAge.isNegative()) {
			throw new IllegalArgumentException("The age of the cookie '" + name + "' is negative");
		}
		String lower = name.toLowerCase(Locale.ROOT);
		boolean host = lower.startsWith("__host-");
		if (!secure && (host || lower.startsWith("__secure-") || sameSite == SameSite.NONE)) {
			throw new IllegalArgumentException("The cookie '" + name + "' has to be secure");
		}
		if (host && (domain != null || !path.equals("/"))) {
			throw new IllegalArgumentException("The cookie '" + name + "' has to be for the whole host alone");
		}
	}

	/**
	 * Creates a cookie for the session of the browser.
	 * @param name the name
	 * @param value the value
	 * @return the cookie
	 */
	public static Cookie of(String name, String value) {
		String lower = name.toLowerCase(Locale.ROOT);
		boolean secure = lower.startsWith("__host-") || lower.startsWith("__secure-");
		return new Cookie(name, value, null, "/", null, secure, true, SameSite.LAX);
	}

	/**
	 * The same cookie, kept for a time.
	 * @param maxAge how long, in whole seconds; zero to delete it
	 * @return another cookie
	 */
	public Cookie maxAge(Duration maxAge) {
		return new Cookie(this.name, this.value, maxAge, this.path, this.domain, this.secure, this.httpOnly,
				this.sameSite);
	}

	/**
	 * The same cookie for a path.
	 * @param path the path
	 * @return another cookie
	 */
	public Cookie path(String path) {
		return new Cookie(this.name, this.value, this.maxAge, path, this.domain, this.secure, this.httpOnly,
				this.sameSite);
	}

	/**
	 * The same cookie for all hosts of a domain.
	 * @param domain the domain
	 * @return another cookie
	 */
	public Cookie domain(String domain) {
		return new Cookie(this.name, this.value, this.maxAge, this.path, domain, this.secure, this.httpOnly,
				this.sameSite);
	}

	/**
	 * The same cookie, sent over TLS alone or not.
	 * @param secure whether it is
	 * @return another cookie
	 */
	public Cookie secure(boolean secure) {
		return new Cookie(this.name, this.value, this.maxAge, this.path, this.domain, secure, this.httpOnly,
				this.sameSite);
	}

	/**
	 * The same cookie, hidden from scripts or not.
	 * @param httpOnly whether it is
	 * @return another cookie
	 */
	public Cookie httpOnly(boolean httpOnly) {
		return new Cookie(this.name, this.value, this.maxAge, this.path, this.domain, this.secure, httpOnly,
				this.sameSite);
	}

	/**
	 * The same cookie with another rule for what other sites cause. {@link SameSite#NONE}
	 * also makes it secure.
	 * @param sameSite the rule
	 * @return another cookie
	 */
	public Cookie sameSite(SameSite sameSite) {
		return new Cookie(this.name, this.value, this.maxAge, this.path, this.domain,
				this.secure || sameSite == SameSite.NONE, this.httpOnly, sameSite);
	}

	/**
	 * The cookie as the header {@code Set-Cookie} has it.
	 */
	@Override
	public String toString() {
		StringBuilder header = new StringBuilder(this.name).append('=').append(this.value);
		if (this.maxAge != null) {
			header.append("; Max-Age=").append(this.maxAge.toSeconds());
		}
		if (this.domain != null) {
			header.append("; Domain=").append(this.domain);
		}
		if (!this.path.isEmpty()) {
			header.append("; Path=").append(this.path);
		}
		return header.append(this.secure ? "; Secure" : "")
			.append(this.httpOnly ? "; HttpOnly" : "")
			.append("; SameSite=")
			.append(this.sameSite)
			.toString();
	}

	private static void checkAttribute(String value, String name) {
		if (!value.chars().allMatch((c) -> c >= 0x20 && c < 0x7F && c != ';')) {
			throw new IllegalArgumentException("The path or the domain of the cookie '" + name + "' is malformed");
		}
	}

}
