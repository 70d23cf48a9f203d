package io.github.wsgi4j.http;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads the names and values of a query or a form in
 * {@code application/x-www-form-urlencoded}, one after the other: the URL Standard,
 * section 5.1, but a malformed escape or a text that is not UTF-8 is refused.
 */
public final class FormFields {

	/**
	 * The media type of such a form.
	 */
	public static final String URLENCODED = "application/x-www-form-urlencoded";

	/**
	 * The media type of a form that may have files.
	 */
	public static final String MULTIPART = "multipart/form-data";

	private final String text;

	private final Charset charset;

	private int begin;

	private int equals;

	private int end = -1;

	/**
	 * Creates a reader.
	 * @param text the bytes, one character each
	 */
	public FormFields(String text) {
		this(text, StandardCharsets.UTF_8);
	}

	/**
	 * Creates a reader of another charset.
	 */
	public FormFields(String text, Charset charset) {
		this.text = text;
		this.charset = charset;
	}

	/**
	 * Reports whether a {@code Content-Type} is one whose body Spring reads as a form:
	 * fields, or parts of any kind.
	 */
	public static boolean isForm(@Nullable String contentType) {
		return contentType != null && (contentType.regionMatches(true, 0, MULTIPART, 0, "multipart/".length())
				|| contentType.regionMatches(true, 0, URLENCODED, 0, URLENCODED.length()));
	}

	/**
	 * Goes to the next field that is not empty; returns whether there is one.
	 */
	public boolean next() {
		do {
			this.begin = this.end + 1;
			int ampersand = this.text.indexOf('&', this.begin);
			this.end = (ampersand < 0) ? this.text.length() : ampersand;
		}
		while (this.begin == this.end && this.end < this.text.length());
		// No search beyond the field: many without a value would each search the rest.
		this.equals = this.begin;
		while (this.equals < this.end && this.text.charAt(this.equals) != '=') {
			this.equals++;
		}
		return this.begin < this.end;
	}

	/**
	 * Returns the name of the field.
	 * @throws IllegalArgumentException if an escape is malformed
	 * @throws CharacterCodingException if it is not in the charset
	 */
	public String name() throws CharacterCodingException {
		return Percent.decodeForm(this.text.substring(this.begin, this.equals), this.charset);
	}

	/**
	 * Returns the value of the field, which is empty if it has none.
	 * @throws IllegalArgumentException if an escape is malformed
	 * @throws CharacterCodingException if it is not in the charset
	 */
	public String value() throws CharacterCodingException {
		return Percent.decodeForm(this.text.substring(Math.min(this.equals + 1, this.end), this.end), this.charset);
	}

	/**
	 * Returns the value of the first field of a name, or {@code null} if there is none or
	 * its value is malformed.
	 */
	public static @Nullable String first(String text, String name) {
		for (FormFields fields = new FormFields(text); fields.next();) {
			if (fields.isNamed(name)) {
				try {
					return fields.value();
				}
				catch (IllegalArgumentException | CharacterCodingException ex) {
					// For the application to refuse.
					return null;
				}
			}
		}
		return null;
	}

	private boolean isNamed(String name) {
		try {
			return name.equals(name());
		}
		catch (IllegalArgumentException | CharacterCodingException ex) {
			return false;
		}
	}

}
