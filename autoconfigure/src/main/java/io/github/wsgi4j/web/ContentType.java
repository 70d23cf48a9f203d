package io.github.wsgi4j.web;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.Environ;

/**
 * The type of a request's body: RFC 9110, section 8.3.
 *
 * @param value the header, or an empty text
 * @param type type and subtype in lower case, or an empty text
 */
record ContentType(String value, String type) {

	private static final Pattern CHARSET = Pattern.compile(";\\s*charset=\"?([^\\s;\"]+)\"?", Pattern.CASE_INSENSITIVE);

	static ContentType of(Map<String, Object> environ) {
		String value = (environ.get(Environ.CONTENT_TYPE) instanceof String header) ? header : "";
		int semicolon = value.indexOf(';');
		return new ContentType(value,
				((semicolon < 0) ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT));
	}

	boolean isJson() {
		return this.type.equals("application/json") || this.type.endsWith("+json");
	}

	/**
	 * The charset that it names, or UTF-8.
	 * @throws HttpException with 415 if there is no such charset
	 */
	Charset charset() {
		Matcher matcher = CHARSET.matcher(this.value);
		if (!matcher.find()) {
			return StandardCharsets.UTF_8;
		}
		try {
			return Charset.forName(matcher.group(1));
		}
		catch (IllegalCharsetNameException | UnsupportedCharsetException ex) {
			throw new HttpException(415, "The charset of the body is not supported");
		}
	}

}
