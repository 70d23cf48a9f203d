package io.github.wsgi4j.test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Environ;
import io.netty.handler.codec.http.cookie.ClientCookieDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a client: RFC 6265, section 5. Netty reads them;
 * {@link java.net.CookieManager} sends those of a host to the hosts below it, too, and
 * with {@code $Version} if they have a {@code Max-Age}.
 */
final class CookieJar {

	/** As browsers have it: 400 days. */
	private static final long LONGEST = Duration.ofDays(400).toSeconds();

	private final List<Stored> cookies = new ArrayList<>();

	synchronized void store(List<String> headers, Place place) {
		for (String header : headers) {
			Cookie cookie = ClientCookieDecoder.LAX.decode(header);
			if (cookie != null && isAccepted(cookie, place)) {
				store(Stored.of(cookie, place));
			}
		}
	}

	private void store(Stored cookie) {
		this.cookies.removeIf((other) -> other.name.equals(cookie.name) && other.host.equals(cookie.host)
				&& other.path.equals(cookie.path));
		this.cookies.add(cookie);
	}

	private static boolean isAccepted(Cookie cookie, Place place) {
		return (cookie.domain() == null || isWithin(place.host, domain(cookie.domain())))
				&& (place.secure || !cookie.isSecure());
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
		this.cookies.removeIf((cookie) -> !cookie.expires.isAfter(Instant.now()));
		return this.cookies.stream()
			.filter((cookie) -> cookie.fits(place))
			.sorted(Comparator.comparingInt((cookie) -> -cookie.path.length()));
	}

	private static String domain(String attribute) {
		return (attribute.startsWith(".") ? attribute.substring(1) : attribute).toLowerCase(Locale.ROOT);
	}

	private static boolean isWithin(String host, String domain) {
		return host.equals(domain) || host.endsWith("." + domain);
	}

	private record Stored(String name, String value, String host, boolean hostOnly, String path, boolean secure,
			Instant expires) {

		static Stored of(Cookie cookie, Place place) {
			boolean hostOnly = cookie.domain() == null;
			String path = cookie.path();
			long age = cookie.maxAge();
			return new Stored(cookie.name(), cookie.value(), hostOnly ? place.host : domain(cookie.domain()), hostOnly,
					(path != null && path.startsWith("/")) ? path : place.folder(), cookie.isSecure(),
					(age == Cookie.UNDEFINED_MAX_AGE) ? Instant.MAX
							: Instant.now().plusSeconds(Math.min(age, LONGEST)));
		}

		boolean fits(Place place) {
			boolean below = place.path.equals(this.path)
					|| place.path.startsWith(this.path.endsWith("/") ? this.path : this.path + "/");
			return below && (this.hostOnly ? place.host.equals(this.host) : isWithin(place.host, this.host))
					&& (place.secure || !this.secure);
		}

	}

	/**
	 * The destination of a request.
	 *
	 * @param host the host, in lower case
	 * @param path the path, percent-encoded
	 * @param secure whether it is sent over TLS
	 */
	record Place(String host, String path, boolean secure) {

		static Place of(Map<String, Object> environ) {
			String target = Environ.get(environ, Environ.REQUEST_URI);
			int query = target.indexOf('?');
			return new Place(Environ.get(environ, Environ.SERVER_NAME).toLowerCase(Locale.ROOT),
					(query < 0) ? target : target.substring(0, query),
					"https".equals(environ.get(Environ.WSGI_URL_SCHEME)));
		}

		String folder() {
			return this.path.substring(0, Math.max(this.path.lastIndexOf('/'), 1));
		}

	}

}
