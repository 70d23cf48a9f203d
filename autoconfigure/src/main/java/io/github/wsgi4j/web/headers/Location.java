package io.github.wsgi4j.web.headers;

import java.net.IDN;

import io.github.wsgi4j.http.Latin1;
import io.github.wsgi4j.http.Percent;

/**
 * The header {@code Location}: RFC 9110, section 10.2.2.
 */
public final class Location {

	private Location() {
	}

	/**
	 * Returns a URL or a relative path as ASCII; what no URL may hold is percent-encoded.
	 */
	public static String of(String url) {
		return Percent.encode(Latin1.encode(withAsciiHost(url)), Percent.URL);
	}

	private static String withAsciiHost(String location) {
		int begin = location.indexOf("//") + 2;
		boolean absolute = begin == 2 || (begin > 3 && location.charAt(begin - 3) == ':'
				&& location.substring(0, begin - 3).chars().allMatch(Character::isLetterOrDigit));
		if (!absolute || Latin1.isAscii(location)) {
			return location;
		}
		int end = begin;
		while (end < location.length() && "/?#".indexOf(location.charAt(end)) < 0) {
			end++;
		}
		int host = Math.max(location.lastIndexOf('@', end - 1) + 1, begin);
		int colon = location.indexOf(':', host);
		int port = (colon < 0 || colon > end) ? end : colon;
		try {
			return location.substring(0, host) + IDN.toASCII(location.substring(host, port)) + location.substring(port);
		}
		catch (IllegalArgumentException ex) {
			// No name of a host, and none is looked up.
			return location;
		}
	}

}
