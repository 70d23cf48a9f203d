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
		String path = text(environ, Environ.PATH_INFO);
		if (!hasOctets(environ)) {
			return path;
		}
		char[] whole = path.toCharArray();
		return (mark(whole, environ) == 0) ? new String(whole) : path;
	}

	/**
	 * {@code SCRIPT_NAME}, in the same way, as far as the target has it: a proxy's prefix
	 * stands before that.
	 * @param environ the environ
	 * @return what stands before the path, a character for each one of
	 * {@code SCRIPT_NAME}
	 */
	public static String script(Map<String, Object> environ) {
		String script = text(environ, Environ.SCRIPT_NAME);
		if (!hasOctets(environ)) {
			return script;
		}
		char[] whole = (script + text(environ, Environ.PATH_INFO)).toCharArray();
		return (mark(whole, environ) < script.length()) ? new String(whole, 0, script.length()) : script;
	}

	// Most targets have none, and are asked about once or twice a request.
	private static boolean hasOctets(Map<String, Object> environ) {
		return text(environ, Environ.REQUEST_URI).indexOf('%') >= 0;
	}

	/**
	 * Marks the encoded slashes of a path that the target ends with.
	 * @return the begin of what the target ends with
	 */
	private static int mark(char[] path, Map<String, Object> environ) {
		String target = text(environ, Environ.REQUEST_URI);
		int query = target.indexOf('?');
		int begin = (query < 0) ? target.length() : query;
		for (int i = path.length - 1; i >= 0; i--) {
			int octet = Percent.octet(target, begin - 3);
			begin -= (octet >= 0) ? 3 : 1;
			if (begin < 0 || path[i] != ((octet >= 0) ? octet : target.charAt(begin))) {
				return i + 1;
			}
			if (octet == '/') {
				path[i] = ENCODED_SLASH;
			}
		}
		return 0;
	}

	private static String text(Map<String, Object> environ, String variable) {
		return (environ.get(variable) instanceof String text) ? text : "";
	}

}
