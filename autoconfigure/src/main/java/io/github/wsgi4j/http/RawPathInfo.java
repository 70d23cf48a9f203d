package io.github.wsgi4j.http;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wsgi4j.Environ;

/**
 * {@code PATH_INFO} as the request's target has it: decoded, but with each slash that was
 * encoded there told from those that divide the path.
 */
public final class RawPathInfo {

	/** An encoded slash: no character of a decoded path. */
	public static final char ENCODED_SLASH = '\uFFFF';

	private RawPathInfo() {
	}

	/**
	 * A decoded path, in which {@link #ENCODED_SLASH} may stand, percent-encoded.
	 */
	public static String encode(String path) {
		return Arrays.stream(path.split(String.valueOf(ENCODED_SLASH), -1))
			.map((part) -> Percent.encode(part, Percent.PATH))
			.collect(Collectors.joining("%2F"));
	}

	/**
	 * The path, a character for each one of {@code PATH_INFO}; or just that if the target
	 * does not end with it.
	 * @param environ the environ
	 * @return the path, in which {@link #ENCODED_SLASH} stands for each encoded slash
	 */
	public static String of(Map<String, Object> environ) {
		String decoded = (String) environ.getOrDefault(Environ.PATH_INFO, "");
		if (!(environ.get(Environ.REQUEST_URI) instanceof String target)) {
			return decoded;
		}
		if (target.indexOf('%') < 0) {
			return decoded;
		}
		int query = target.indexOf('?');
		String raw = (query < 0) ? target : target.substring(0, query);
		char[] path = decoded.toCharArray();
		int begin = raw.length();
		for (int i = path.length - 1; i >= 0; i--) {
			int octet = Percent.octet(raw, begin - 3);
			begin -= (octet >= 0) ? 3 : 1;
			if (begin < 0 || path[i] != ((octet >= 0) ? octet : raw.charAt(begin))) {
				return decoded;
			}
			if (octet == '/') {
				path[i] = ENCODED_SLASH;
			}
		}
		return new String(path);
	}

}
