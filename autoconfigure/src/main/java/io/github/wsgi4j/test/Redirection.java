package io.github.wsgi4j.test;

import java.net.URI;

import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.http.Percent;
import org.jspecify.annotations.Nullable;

/**
 * The request that a response leads to: RFC 9110, section 15.4.
 */
final class Redirection {

	private Redirection() {
	}

	/**
	 * Returns the next request, or {@code null} if the response leads nowhere, to another
	 * host or out of the mount.
	 */
	static @Nullable EnvironBuilder follow(EnvironBuilder request, WsgiResponse response) {
		String location = response.header("Location");
		if (location == null || location.isEmpty() || response.failure() != null) {
			return null;
		}
		String method = switch (response.code()) {
			case 301, 302 -> request.method().equals("POST") ? "GET" : request.method();
			case 303 -> request.method().equals("HEAD") ? "HEAD" : "GET";
			case 307, 308 -> request.method();
			default -> null;
		};
		if (method == null) {
			return null;
		}
		try {
			String url = resolve(request.url(), Percent.encode(location, Percent.URL));
			HostPort host = HostPort.parse(RequestTarget.parse(url).authority());
			boolean sameHost = host != null && host.host().equalsIgnoreCase(request.host());
			return sameHost ? request.redirected(method, url) : null;
		}
		catch (IllegalArgumentException ex) {
			// It is malformed, or no URL of HTTP.
			return null;
		}
	}

	// A query alone replaces the query: java.net.URI would drop the last segment, too.
	private static String resolve(String url, String location) {
		String base = url.substring(0, (url.indexOf('?') < 0) ? url.length() : url.indexOf('?'));
		return location.startsWith("?") ? base + location : URI.create(base).resolve(location).toString();
	}

}
