package io.github.wsgi4j.container;

import java.nio.charset.StandardCharsets;

/**
 * Percent-decoding into the "bytes as latin-1" strings of WSGI.
 *
 * @see <a href="https://peps.python.org/pep-3333/#unicode-issues">PEP 3333, Unicode
 * Issues</a>
 */
final class Latin1 {

	private Latin1() {
	}

	/**
	 * Decodes the percent escapes of a raw path. A character is one byte of the path; an
	 * escape that is none stays as it is.
	 */
	static String decode(String raw) {
		int escape = raw.indexOf('%');
		if (escape < 0) {
			return raw;
		}
		StringBuilder decoded = new StringBuilder(raw.length());
		int from = 0;
		while (escape >= 0) {
			int octet = octet(raw, escape + 1);
			if (octet >= 0) {
				decoded.append(raw, from, escape).append((char) octet);
				from = escape + 3;
			}
			escape = raw.indexOf('%', Math.max(from, escape + 1));
		}
		return decoded.append(raw, from, raw.length()).toString();
	}

	/**
	 * The UTF-8 bytes of a text, one character each.
	 */
	static String encode(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static int octet(String raw, int index) {
		if (index + 1 >= raw.length()) {
			return -1;
		}
		int high = Character.digit(raw.charAt(index), 16);
		int low = Character.digit(raw.charAt(index + 1), 16);
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

}
