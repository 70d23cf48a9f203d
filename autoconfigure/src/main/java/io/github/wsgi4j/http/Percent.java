package io.github.wsgi4j.http;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * Percent-encoding: RFC 3986, section 2. Unlike {@code UriUtils}, it takes bytes, which
 * need not be UTF-8, and leaves a percent sign alone where one is kept.
 */
public final class Percent {

	private static final String UNRESERVED = "-._~";

	/**
	 * Characters that a path may hold beside the unreserved ones: RFC 3986, section 3.3.
	 */
	public static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";

	/**
	 * Characters that a URL may hold, and the percent sign that has been encoded already.
	 */
	public static final String URL = PATH + "?#[]%";

	/** Characters that a host with a port may hold: RFC 3986, section 3.2. */
	public static final String HOST = UNRESERVED + "!$&'()*+,;=:[]%";

	/** All that is visible in ASCII. */
	public static final String VISIBLE = URL + "\"<>\\^`{|}";

	private static final String HEX = "0123456789ABCDEF";

	private Percent() {
	}

	/**
	 * Encodes one segment of a path, slashes included.
	 */
	public static String encodeSegment(String text) {
		return encode(Latin1.encode(text), UNRESERVED);
	}

	/**
	 * Encodes all bytes but ASCII letters, digits and what is kept.
	 * @param latin1 the bytes, one character each
	 */
	public static String encode(String latin1, String kept) {
		StringBuilder encoded = new StringBuilder(latin1.length() + 16);
		for (int i = 0; i < latin1.length(); i++) {
			char c = latin1.charAt(i);
			if (FieldSyntax.isDigitOrLetter(c) || kept.indexOf(c) >= 0) {
				encoded.append(c);
			}
			else {
				appendHex(encoded.append('%'), c);
			}
		}
		return encoded.toString();
	}

	/**
	 * Decodes a name or a value of a form: the URL Standard, section 5.1, but strictly.
	 * @param latin1 the bytes, one character each
	 * @throws IllegalArgumentException if an escape is malformed
	 * @throws CharacterCodingException if the bytes are not in the charset
	 */
	static String decodeForm(String latin1, Charset charset) throws CharacterCodingException {
		for (int i = latin1.indexOf('%'); i >= 0; i = latin1.indexOf('%', i + 3)) {
			if (octet(latin1, i) < 0) {
				throw new IllegalArgumentException("Malformed percent-encoding");
			}
		}
		return Latin1.text(Latin1.decode(latin1.replace('+', ' ')), charset);
	}

	/**
	 * Returns the octet of the escape at an index, or -1 if there is none. Its digits are
	 * those of ASCII, whereas {@link Character#digit} takes those of all scripts.
	 */
	public static int octet(String text, int index) {
		if (index < 0 || index + 2 >= text.length() || text.charAt(index) != '%') {
			return -1;
		}
		int high = digit(text.charAt(index + 1));
		int low = digit(text.charAt(index + 2));
		return (high < 0 || low < 0) ? -1 : (high << 4) | low;
	}

	/**
	 * Appends the two digits of an octet.
	 */
	public static void appendHex(StringBuilder text, int octet) {
		text.append(HEX.charAt((octet >> 4) & 0xF)).append(HEX.charAt(octet & 0xF));
	}

	static int digit(char c) {
		return (c < 0x80) ? Character.digit(c, 16) : -1;
	}

}
