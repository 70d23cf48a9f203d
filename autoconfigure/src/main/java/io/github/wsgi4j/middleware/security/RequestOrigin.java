package io.github.wsgi4j.middleware.security;

import java.util.Locale;
import java.util.Map;

import io.github.wsgi4j.http.HostPort;
import io.github.wsgi4j.middleware.RequestHeaders;

/**
 * The origin of a request, as a browser tells it.
 */
final class RequestOrigin {

	private RequestOrigin() {
	}

	/**
	 * Whether the request comes from a page of another site or origin. Clients that are
	 * no browsers do not say, and neither do old ones.
	 */
	static boolean isForeign(Map<String, Object> environ) {
		String site = RequestHeaders.get(environ, "HTTP_SEC_FETCH_SITE");
		if (site != null) {
			return !site.equals("same-origin") && !site.equals("none");
		}
		String origin = RequestHeaders.get(environ, "HTTP_ORIGIN");
		return origin != null && !isOwn(origin.toLowerCase(Locale.ROOT), environ);
	}

	// By host and port: behind a proxy the scheme may be another one.
	private static boolean isOwn(String origin, Map<String, Object> environ) {
		int scheme = origin.indexOf("://");
		HostPort from = (scheme >= 0) ? HostPort.parse(origin.substring(scheme + 3)) : null;
		if (from == null) {
			return false;
		}
		int usual = origin.startsWith("https:") ? 443 : 80;
		return from.isSame(HostPort.parse(RequestHeaders.get(environ, "HTTP_HOST")), usual)
				|| from.isSame(HostPort.parse(HostPort.ofServer(environ)), usual);
	}

}
