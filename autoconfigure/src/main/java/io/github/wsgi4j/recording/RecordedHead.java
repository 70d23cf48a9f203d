package io.github.wsgi4j.recording;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.FieldValue;

/**
 * The first line of a request or a response, and its headers.
 *
 * @param line the request line or the status
 * @param headers the headers
 */
record RecordedHead(String line, List<Header> headers) {

	/** Stands where a value must not be written down. */
	static final String REDACTED = "(redacted)";

	/**
	 * The same head without the values of some headers.
	 * @param names the headers' names in lower case
	 */
	RecordedHead redacted(Set<String> names) {
		return new RecordedHead(this.line,
				this.headers.stream()
					.map((header) -> names.contains(header.name().toLowerCase(Locale.ROOT))
							? Header.of(header.name(), REDACTED) : header)
					.toList());
	}

	List<String> values(String name) {
		return FieldValue.all(this.headers, name);
	}

}
