package io.github.wsgi4j.middleware;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response as a middleware looks at them and changes them, one step
 * after the other. They are a copy: an {@code Iterable} may give its elements only once,
 * and may be the application's own.
 */
public final class HeaderFields {

	private final List<Header> fields = new ArrayList<>();

	public HeaderFields(Iterable<Header> headers) {
		headers.forEach(this.fields::add);
	}

	public boolean has(String name) {
		return first(name) != null;
	}

	/**
	 * The value of the first header of a name.
	 */
	public @Nullable String first(String name) {
		return FieldValue.first(this.fields, name);
	}

	/**
	 * The elements of a header that is a list, of all its lines.
	 */
	public List<String> elements(String name) {
		return FieldValue.elements(joined(name));
	}

	private String joined(String name) {
		return String.join(",", FieldValue.all(this.fields, name));
	}

	public HeaderFields add(String name, String value) {
		this.fields.add(Header.of(name, value));
		return this;
	}

	/**
	 * Puts a header into the place of all others of its name.
	 */
	public HeaderFields set(String name, String value) {
		return remove(name).add(name, value);
	}

	public HeaderFields setIfAbsent(String name, String value) {
		return has(name) ? this : add(name, value);
	}

	public HeaderFields remove(String... names) {
		for (String name : names) {
			this.fields.removeIf((field) -> field.name().equalsIgnoreCase(name));
		}
		return this;
	}

	/**
	 * Says that the response depends on headers of the request: RFC 9110, section 12.5.5.
	 */
	public HeaderFields vary(String... names) {
		return set("Vary", FieldValue.union(joined("Vary"), names));
	}

	public List<Header> list() {
		return List.copyOf(this.fields);
	}

}
