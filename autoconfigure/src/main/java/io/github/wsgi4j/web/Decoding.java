package io.github.wsgi4j.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

import io.github.wsgi4j.http.Latin1;

/**
 * Text that came as bytes; malformed bytes are answered with 400.
 */
final class Decoding {

	private Decoding() {
	}

	/**
	 * Returns the text of one byte a character, as an environ has it.
	 * @throws HttpException if the bytes are not UTF-8
	 */
	static String utf8(String latin1, String what) {
		try {
			return Latin1.utf8(latin1);
		}
		catch (CharacterCodingException ex) {
			throw HttpException.badRequest("The " + what + " is not valid UTF-8");
		}
	}

	/**
	 * Returns the text of bytes.
	 * @throws HttpException if they are malformed
	 */
	static String text(byte[] bytes, Charset charset, String what) {
		try {
			return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw HttpException.badRequest("The " + what + " is not valid " + charset.name());
		}
	}

}
