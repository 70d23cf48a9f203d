package io.github.wsgi4j.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding, and text that came as bytes: RFC 3986, section 2.
 */
final class Percent {

	private static final String UNRESERVED = "-._~";

	/** What a path may hold beside the unreserved: RFC 3986, section 3.3. */
	static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";

	/** What a URL may hold, and the percent sign that has been encoded already. */
	static final String URL = PATH + "?#[]%";

	/** What a host with a port may hold: RFC 3986, section 3.2. */
	static final String HOST = UNRESERVED + "!$&'()*+,;=:[]%";

	private static final String HEX = "0123456789ABCDEF";

	private Percent() {
	}

	/**
	 * Encodes one variable of a path, slashes included.
	 */
	static String encodeSegment(String text) {
		return encode(text.getBytes(StandardCharsets.UTF_8), UNRESERVED);
	}

	/**
	 * Encodes all bytes but ASCII letters, digits and what is kept.
	 */
	static String encode(byte[] bytes, String kept) {
		StringBuilder encoded = new StringBuilder(bytes.length + 16);
		for (byte octet : bytes) {
			char c = (char) (octet & 0xFF);
			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || kept.indexOf(c) >= 0) {
				encoded.append(c);
			}
			else {
				encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
			}
		}
		return encoded.toString();
	}

	/**
	 * Decodes a name or a value of a form.
	 * @param what what it is, for the message
	 * @throws HttpException if it is malformed
	 */
	static String decodeForm(String text, String what) {
		if (isPlain(text)) {
			return text;
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%') {
				int high = (i + 2 < text.length()) ? Character.digit(text.charAt(i + 1), 16) : -1;
				int low = (high >= 0) ? Character.digit(text.charAt(i + 2), 16) : -1;
				if (low < 0) {
					throw HttpException.badRequest("The " + what + " has a malformed percent-encoding");
				}
				bytes.write((high << 4) | low);
				i += 2;
			}
			else {
				bytes.write((c == '+') ? ' ' : c);
			}
		}
		return text(bytes.toByteArray(), StandardCharsets.UTF_8, what);
	}

	/**
	 * The text of one byte a character, as an environ has it.
	 * @throws HttpException if the bytes are not UTF-8
	 */
	static String utf8(String latin1, String what) {
		return isAscii(latin1) ? latin1
				: text(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8, what);
	}

	/**
	 * The text of bytes.
	 * @throws HttpException if they are malformed
	 */
	static String text(byte[] bytes, Charset charset, String what) {
		try {
			return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw HttpException.badRequest("The " + what + " is not in " + charset.name());
		}
	}

	static boolean isAscii(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) >= 0x80) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '%' || c == '+' || c >= 0x80) {
				return false;
			}
		}
		return true;
	}

}
