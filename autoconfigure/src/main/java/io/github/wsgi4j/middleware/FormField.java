package io.github.wsgi4j.middleware;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A field of a text in {@code application/x-www-form-urlencoded}.
 */
final class FormField {

	private FormField() {
	}

	/**
	 * The value of the first field of a name.
	 */
	static @Nullable String first(String text, String name) {
		for (String field : text.split("&", -1)) {
			int equals = field.indexOf('=');
			if (equals >= 0 && name.equals(decode(field.substring(0, equals)))) {
				return decode(field.substring(equals + 1));
			}
		}
		return null;
	}

	private static @Nullable String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// Malformed: for the application to refuse.
			return null;
		}
	}

}
