package io.github.wsgi4j.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.Cookies;
import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a client: RFC 6265, section 5, and the prefixes of names of RFC 6265bis.
 * There is no list of public suffixes. Netty reads the cookies;
 * {@link java.net.CookieManager} sends those of a host to the hosts below it, too, and
 * with {@code $Version} if they have a {@code Max-Age}.
 */
final class CookieJar {

	/** As browsers have it: 400 days. */
	private static final long LONGEST = Duration.ofDays(400).toSeconds();

	/** An address of IPv4; one of IPv6 ends with a bracket and so is below no domain. */
	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+");

	private static final Pattern LOCAL = Pattern.compile("(.+\\.)?localhost|127\\.[0-9.]+|\\[::1]");

	private final List<Stored> cookies = new ArrayList<>();

	synchronized void store(List<String> headers, Place place) {
		for (String header : headers) {
			Cookie cookie = ClientCookieDecoder.LAX.decode(header);
			if (cookie != null && isAccepted(cookie, place)) {
				store(Stored.of(cookie, place));
			}
		}
	}

	// One that replaces another keeps its place.
	private void store(Stored cookie) {
		removeExpired();
		for (int i = 0; i < this.cookies.size(); i++) {
			if (this.cookies.get(i).isReplacedBy(cookie)) {
				this.cookies.set(i, cookie);
				return;
			}
		}
		this.cookies.add(cookie);
	}

	private void removeExpired() {
		this.cookies.removeIf((cookie) -> !cookie.expires.isAfter(Instant.now()));
	}

	private static boolean isAccepted(Cookie cookie, Place place) {
		return (cookie.domain() == null || isFor(domain(cookie.domain()), place.host))
				&& (place.secure || !cookie.isSecure()) && isTrueToItsName(cookie);
	}

	private static boolean isFor(String domain, String host) {
		return host.equals(domain) || (isBelow(host, domain) && domain.indexOf('.') > 0);
	}

	private static boolean isTrueToItsName(Cookie cookie) {
		try {
			Cookies.checkScope(cookie.name(), explicitPath(cookie), cookie.domain());
			return cookie.isSecure() || !Cookies.isSecure(cookie.name());
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Adds the cookies of a place to those that a request has already.
	 */
	synchronized void addTo(Map<String, Object> environ, Place place) {
		String cookies = sent(place).map((cookie) -> cookie.name + "=" + cookie.value)
			.collect(Collectors.joining("; "));
		if (!cookies.isEmpty()) {
			environ.merge("HTTP_COOKIE", cookies, (before, kept) -> before + "; " + kept);
		}
	}

	/**
	 * Returns the value that a place would be sent, or {@code null} if there is none.
	 */
	synchronized @Nullable String find(String name, Place place) {
		return sent(place).filter((cookie) -> cookie.name.equals(name))
			.map((cookie) -> cookie.value)
			.findFirst()
			.orElse(null);
	}

	private Stream<Stored> sent(Place place) {
		removeExpired();
		return this.cookies.stream()
			.filter((cookie) -> cookie.fits(place))
			.sorted(Comparator.comparingInt((cookie) -> -cookie.path.length()));
	}

	private static String domain(String attribute) {
		return (attribute.startsWith(".") ? attribute.substring(1) : attribute).toLowerCase(Locale.ROOT);
	}

	/** Returns an empty text for what browsers ignore. */
	private static String explicitPath(Cookie cookie) {
		String path = cookie.path();
		return (path != null && path.startsWith("/")) ? path : "";
	}

	private static boolean isBelow(String host, String domain) {
		return host.endsWith("." + domain) && !ADDRESS.matcher(host).matches();
	}

	private record Stored(String name, String value, String host, boolean hostOnly, String path, boolean secure,
			Instant expires) {

		static Stored of(Cookie cookie, Place place) {
			String domain = (cookie.domain() != null) ? domain(cookie.domain()) : place.host;
			boolean hostOnly = cookie.domain() == null || domain.indexOf('.') < 0;
			String path = explicitPath(cookie);
			long age = cookie.maxAge();
			// Quotes are a part of the value, which Netty takes off.
			String value = cookie.wrap() ? "\"" + cookie.value() + "\"" : cookie.value();
			return new Stored(cookie.name(), value, domain, hostOnly, !path.isEmpty() ? path : place.folder(),
					cookie.isSecure(), (age == Cookie.UNDEFINED_MAX_AGE) ? Instant.MAX
							: Instant.now().plusSeconds(Math.min(age, LONGEST)));
		}

		boolean isReplacedBy(Stored other) {
			return other.name.equals(this.name) && other.host.equals(this.host) && other.path.equals(this.path);
		}

		boolean fits(Place place) {
			boolean below = place.path.equals(this.path)
					|| place.path.startsWith(this.path.endsWith("/") ? this.path : this.path + "/");
			return below && (place.host.equals(this.host) || (!this.hostOnly && isBelow(place.host, this.host)))
					&& (place.secure || !this.secure);
		}

	}

	/**
	 * The destination of a request.
	 *
	 * @param host the host, in lower case
	 * @param path the path, percent-encoded
	 * @param secure whether it is sent over TLS, or does not leave this machine: browsers
	 * keep secure cookies of localhost, too
	 */
	record Place(String host, String path, boolean secure) {

		static Place of(Map<String, Object> environ) {
			String target = Environ.get(environ, Environ.REQUEST_URI);
			int query = target.indexOf('?');
			String host = Environ.get(environ, Environ.SERVER_NAME).toLowerCase(Locale.ROOT);
			return new Place(host, (query < 0) ? target : target.substring(0, query),
					"https".equals(environ.get(Environ.WSGI_URL_SCHEME)) || LOCAL.matcher(host).matches());
		}

		String folder() {
			return this.path.substring(0, Math.max(this.path.lastIndexOf('/'), 1));
		}

	}

}
