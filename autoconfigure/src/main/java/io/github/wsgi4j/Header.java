package io.github.wsgi4j;

import java.util.Objects;

/**
 * One header field of a response.
 *
 * @param name the field's name, a token of RFC 9110, section 5.6.2
 * @param value the field's value: code points below U+0100, no control characters
 */
public record Header(String name, String value) {

	/**
	 * Creates a header field; {@link StartResponse} checks what it holds.
	 */
	public Header {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(value, "value");
	}

	/**
	 * Creates a header field.
	 * @param name the field's name
	 * @param value the field's value
	 * @return the header field
	 */
	public static Header of(String name, String value) {
		return new Header(name, value);
	}

}
