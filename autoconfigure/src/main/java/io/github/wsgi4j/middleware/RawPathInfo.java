package io.github.wsgi4j.middleware;

import java.util.Map;

import io.github.wsgi4j.Environ;

/**
 * Finds {@code PATH_INFO} as it was before it was decoded, at the end of the request's
 * target. Only there is an encoded slash still another character than a slash.
 */
final class RawPathInfo {

	private RawPathInfo() {
	}

	/**
	 * The raw path, or the decoded one if the target does not end with it.
	 */
	static String of(Map<String, Object> environ) {
		String decoded = (String) environ.getOrDefault(Environ.PATH_INFO, "");
		if (!(environ.get(Environ.REQUEST_URI) instanceof String target)) {
			return decoded;
		}
		int query = target.indexOf('?');
		String raw = (query < 0) ? target : target.substring(0, query);
		int begin = raw.length();
		for (int i = decoded.length() - 1; i >= 0; i--) {
			int octet = (begin >= 3 && raw.charAt(begin - 3) == '%') ? octet(raw, begin - 2) : -1;
			begin -= (octet >= 0) ? 3 : 1;
			if (begin < 0 || decoded.charAt(i) != ((octet >= 0) ? octet : raw.charAt(begin))) {
				return decoded;
			}
		}
		return raw.substring(begin);
	}

	private static int octet(String raw, int index) {
		int high = Character.digit(raw.charAt(index), 16);
		int low = Character.digit(raw.charAt(index + 1), 16);
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

}
