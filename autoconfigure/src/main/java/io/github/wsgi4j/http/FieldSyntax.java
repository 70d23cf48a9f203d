package io.github.wsgi4j.http;

import io.github.wsgi4j.Environ;

/**
 * The characters of header fields and status lines: RFC 9110, section 5, and PEP 3333,
 * "The start_response() Callable".
 */
public final class FieldSyntax {

	private static final boolean[] TOKEN = new boolean[0x80];

	static {
		for (char c = '!'; c < 0x7F; c++) {
			TOKEN[c] = isDigitOrLetter(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
		}
	}

	// RFC 9110, section 7.6.1, and RFC 2616, section 13.5.1, to which PEP 3333 refers.
	private static final String[] HOP_BY_HOP = { "connection", "keep-alive", "proxy-authenticate",
			"proxy-authorization", "proxy-connection", "te", "trailer", "trailers", "transfer-encoding", "upgrade" };

	private FieldSyntax() {
	}

	/**
	 * Reports whether a text is a token: RFC 9110, section 5.6.2.
	 */
	public static boolean isToken(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c >= 0x80 || !TOKEN[c]) {
				return false;
			}
		}
		return !text.isEmpty();
	}

	/**
	 * Returns a token.
	 * @throws IllegalArgumentException if the text is none
	 */
	public static String token(String text, String what) {
		if (!isToken(text)) {
			throw new IllegalArgumentException("The " + what + " '" + printable(text) + "' is not a token of RFC 9110");
		}
		return text;
	}

	public static boolean isDigitOrLetter(int c) {
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	/**
	 * Returns the index of the first character that neither a field value nor a status
	 * may have, a control character or one above U+00FF, or -1.
	 */
	public static int invalid(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (!isValid(value.charAt(i))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Returns a field value.
	 * @throws IllegalArgumentException if the text is none
	 */
	public static String value(String text, String name) {
		if (invalid(text) >= 0) {
			throw new IllegalArgumentException("The value of the header '" + name
					+ "' contains a control character or a character above U+00FF: '" + printable(text) + "'");
		}
		return text;
	}

	/**
	 * Returns a text that can be logged, with a question mark for each character that
	 * cannot be sent.
	 */
	public static String printable(String text) {
		StringBuilder printable = new StringBuilder(text.length());
		text.chars().forEach((c) -> printable.append(isValid((char) c) ? (char) c : '?'));
		return printable.toString();
	}

	/**
	 * Reports whether a header is hop-by-hop: the server sends it, no application does.
	 */
	public static boolean isHopByHop(String name) {
		for (String hopByHop : HOP_BY_HOP) {
			if (hopByHop.equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the name of the variable that has a header of a request: RFC 3875, section
	 * 4.1.18.
	 */
	public static String variable(String header) {
		if (header.equalsIgnoreCase("Content-Type")) {
			return Environ.CONTENT_TYPE;
		}
		if (header.equalsIgnoreCase("Content-Length")) {
			return Environ.CONTENT_LENGTH;
		}
		char[] variable = new char[5 + header.length()];
		"HTTP_".getChars(0, 5, variable, 0);
		for (int i = 0; i < header.length(); i++) {
			char c = header.charAt(i);
			variable[5 + i] = (c == '-') ? '_' : (c >= 'a' && c <= 'z') ? (char) (c - 32) : c;
		}
		return new String(variable);
	}

	private static boolean isValid(char c) {
		return c >= 0x20 && c != 0x7F && c < 0x100;
	}

}
