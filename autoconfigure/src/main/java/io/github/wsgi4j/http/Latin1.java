package io.github.wsgi4j.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The "bytes as latin-1" strings of WSGI, and what else they stand for.
 *
 * @see <a href="https://peps.python.org/pep-3333/#unicode-issues">PEP 3333, Unicode
 * Issues</a>
 */
public final class Latin1 {

	private Latin1() {
	}

	/**
	 * Decodes the percent escapes of a raw path. A character is one byte of the path; a
	 * malformed escape stays as it is.
	 */
	public static String decode(String raw) {
		int escape = raw.indexOf('%');
		if (escape < 0) {
			return raw;
		}
		StringBuilder decoded = new StringBuilder(raw.length());
		int from = 0;
		while (escape >= 0) {
			int octet = Percent.octet(raw, escape);
			if (octet >= 0) {
				decoded.append(raw, from, escape).append((char) octet);
				from = escape + 3;
			}
			escape = raw.indexOf('%', Math.max(from, escape + 1));
		}
		return decoded.append(raw, from, raw.length()).toString();
	}

	/**
	 * Returns the UTF-8 bytes of a text, one character each.
	 */
	public static String encode(String text) {
		return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Returns the text whose UTF-8 bytes these are, one character each.
	 * @throws CharacterCodingException if the bytes are not UTF-8
	 */
	public static String utf8(String latin1) throws CharacterCodingException {
		return isAscii(latin1) ? latin1 : text(latin1, StandardCharsets.UTF_8);
	}

	/**
	 * Returns the text whose bytes in a charset these are, one character each.
	 * @throws CharacterCodingException if the bytes are not in the charset
	 */
	static String text(String latin1, Charset charset) throws CharacterCodingException {
		return charset.newDecoder().decode(ByteBuffer.wrap(latin1.getBytes(StandardCharsets.ISO_8859_1))).toString();
	}

	/**
	 * Returns the index of the first character that latin-1 does not have, or -1.
	 */
	public static int beyond(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xFF) {
				return i;
			}
		}
		return -1;
	}

	public static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
