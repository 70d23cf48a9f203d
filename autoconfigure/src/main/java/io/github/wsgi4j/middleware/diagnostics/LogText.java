package io.github.wsgi4j.middleware.diagnostics;

import org.jspecify.annotations.Nullable;

/**
 * Texts of a client as they may stand in a line of a log, escaped as Apache does it: no
 * text can end the line, leave its quotes or steer a terminal.
 */
final class LogText {

	private LogText() {
	}

	/**
	 * A text between quotes.
	 */
	static String quoted(@Nullable String text) {
		return '"' + ((text == null || text.isEmpty()) ? "-" : escape(text, false)) + '"';
	}

	/**
	 * A text without quotes around it, which has no blanks.
	 */
	static String bare(@Nullable String text) {
		return (text == null || text.isEmpty()) ? "-" : escape(text, true);
	}

	/**
	 * A text with quotes if it needs them.
	 */
	static String value(String text) {
		boolean plain = !text.isEmpty()
				&& text.chars().allMatch((c) -> c > ' ' && c < 0x7F && c != '"' && c != '\\' && c != '=');
		return plain ? text : '"' + escape(text, false) + '"';
	}

	static String escape(String text, boolean blanks) {
		StringBuilder escaped = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '"', '\\' -> escaped.append('\\').append(c);
				case '\n' -> escaped.append("\\n");
				case '\r' -> escaped.append("\\r");
				case '\t' -> escaped.append("\\t");
				default -> {
					if (c > 0xFF) {
						escaped.append(String.format("\\u%04x", (int) c));
					}
					else if (c < ' ' || c >= 0x7F || (blanks && c == ' ')) {
						escaped.append(String.format("\\x%02x", (int) c));
					}
					else {
						escaped.append(c);
					}
				}
			}
		}
		return escaped.toString();
	}

}
