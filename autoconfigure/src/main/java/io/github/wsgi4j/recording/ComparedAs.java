package io.github.wsgi4j.recording;

import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.MediaTypes;

/**
 * The forms in which two bodies can be compared.
 */
public enum ComparedAs {

	/** As characters, whatever bytes encode them. */
	TEXT,

	/** As JSON: blanks and the order of keys do not count. */
	JSON,

	/** As bytes. */
	BYTES;

	/**
	 * Finds the form of a body.
	 * @param contentType the value of {@code Content-Type}, or an empty text
	 */
	static ComparedAs of(String contentType) {
		String type = FieldValue.name(contentType);
		if (MediaTypes.isJson(type)) {
			return JSON;
		}
		boolean text = type.startsWith("text/") || type.endsWith("+xml") || type.equals("application/xml")
				|| type.equals("application/javascript");
		return text ? TEXT : BYTES;
	}

}
