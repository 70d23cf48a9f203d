package io.github.wsgi4j.web;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.MediaTypes;

/**
 * The type of a body, or of a part of it: RFC 9110, section 8.3.
 *
 * @param value the header, or an empty text
 * @param type type and subtype in lower case, or an empty text
 */
record ContentType(String value, String type) {

	static ContentType of(Map<String, Object> environ) {
		return of((environ.get(Environ.CONTENT_TYPE) instanceof String header) ? header : "");
	}

	static ContentType of(String value) {
		return new ContentType(value, FieldValue.name(value));
	}

	boolean isJson() {
		return MediaTypes.isJson(this.type);
	}

	/**
	 * The charset that it names, or UTF-8.
	 * @throws HttpException with 415 if there is no such charset
	 */
	Charset charset() {
		String charset = FieldValue.parameter(this.value, "charset");
		try {
			return (charset != null) ? Charset.forName(charset) : StandardCharsets.UTF_8;
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw new HttpException(415, "The charset of the body is not supported");
		}
	}

}
