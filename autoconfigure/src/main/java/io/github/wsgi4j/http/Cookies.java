package io.github.wsgi4j.http;

import java.util.Locale;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code Cookie}: RFC 6265, section 4.2.1. Whatever is malformed is left out,
 * as a client sends back what any server of the host has set.
 */
public final class Cookies {

	private Cookies() {
	}

	/**
	 * Calls an action with the name and the value of each cookie, in their order.
	 */
	public static void forEach(String header, BiConsumer<String, String> action) {
		for (int begin = 0; begin < header.length();) {
			int semicolon = header.indexOf(';', begin);
			int end = (semicolon < 0) ? header.length() : semicolon;
			String pair = header.substring(begin, end);
			int equals = pair.indexOf('=');
			String name = pair.substring(0, Math.max(equals, 0)).strip();
			if (!name.isEmpty()) {
				action.accept(name, pair.substring(equals + 1).strip());
			}
			begin = end + 1;
		}
	}

	/**
	 * Returns a value without the quotes around it.
	 */
	public static String unquoted(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

	/**
	 * Reports whether a text can be the value of a cookie: section 4.1.1, without the
	 * quotes.
	 */
	public static boolean isValue(String value) {
		return value.chars().allMatch((c) -> c > 0x20 && c < 0x7F && "\",;\\".indexOf(c) < 0);
	}

	/**
	 * Reports whether browsers refuse a cookie of this name without {@code Secure}: RFC
	 * 6265bis, section 4.1.3.
	 */
	public static boolean isSecure(String name) {
		return isHost(name) || name.toLowerCase(Locale.ROOT).startsWith("__secure-");
	}

	/**
	 * Checks where a cookie is sent to.
	 * @throws IllegalArgumentException if a header cannot say it, or browsers refuse it
	 */
	public static void checkScope(String name, String path, @Nullable String domain) {
		String both = (domain != null) ? path + domain : path;
		if (!both.chars().allMatch((c) -> c >= 0x20 && c < 0x7F && c != ';')) {
			throw new IllegalArgumentException("The path or the domain of the cookie '" + name + "' is malformed");
		}
		if (!path.isEmpty() && !path.startsWith("/")) {
			throw new IllegalArgumentException("The path of the cookie '" + name + "' does not start with a slash");
		}
		if (isHost(name) && (domain != null || !path.equals("/"))) {
			throw new IllegalArgumentException("The cookie '" + name + "' must have the path '/' and no domain");
		}
	}

	private static boolean isHost(String name) {
		return name.toLowerCase(Locale.ROOT).startsWith("__host-");
	}

}
