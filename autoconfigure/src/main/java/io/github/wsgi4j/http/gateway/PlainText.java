package io.github.wsgi4j.http.gateway;

import java.util.regex.Pattern;

/**
 * Texts of applications, in which there may be what a client has sent, for logs and other
 * places where people read them on a terminal.
 */
public final class PlainText {

	private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t\\n]]");

	private PlainText() {
	}

	/**
	 * Returns a text with blanks in place of the control characters that are neither tabs
	 * nor ends of lines: they would erase, or colour, what else is there.
	 */
	public static String of(String text) {
		return CONTROLS.matcher(text).replaceAll(" ");
	}

}
