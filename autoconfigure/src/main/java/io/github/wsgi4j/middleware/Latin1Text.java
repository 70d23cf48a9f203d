package io.github.wsgi4j.middleware;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the characters of texts that go through HTTP.
 */
public final class Latin1Text {

	private static final int MOST_SHOWN = 80;

	private Latin1Text() {
	}

	/**
	 * Names a character without printing it.
	 */
	public static String name(char c) {
		return String.format("U+%04X", (int) c);
	}

	/**
	 * A text as it can be logged.
	 */
	public static String show(@Nullable String text) {
		if (text == null) {
			return "null";
		}
		StringBuilder shown = new StringBuilder("'");
		text.chars().limit(MOST_SHOWN).forEach((c) -> shown.append((c < 0x20 || c >= 0x7F) ? '?' : (char) c));
		return shown.append((text.length() > MOST_SHOWN) ? "...'" : "'").toString();
	}

	/**
	 * Describes a value without showing it.
	 */
	public static String type(@Nullable Object value) {
		return (value != null) ? value.getClass().getName() : "null";
	}

}
