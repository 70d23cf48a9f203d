package io.github.wsgi4j.middleware;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response while a middleware changes them, one step after the other.
 */
final class HeaderFields {

	private final List<Header> fields;

	HeaderFields(Iterable<Header> headers) {
		this.fields = Headers.copy(headers);
	}

	boolean has(String name) {
		return first(name) != null;
	}

	@Nullable String first(String name) {
		return Headers.first(this.fields, name);
	}

	/**
	 * The elements of a header that is a list, of all its lines.
	 */
	List<String> elements(String name) {
		return ListValue.elements(this.fields.stream()
			.filter((field) -> field.name().equalsIgnoreCase(name))
			.map(Header::value)
			.collect(Collectors.joining(",")));
	}

	HeaderFields add(String name, String value) {
		this.fields.add(Header.of(name, value));
		return this;
	}

	HeaderFields set(String name, String value) {
		Headers.set(this.fields, name, value);
		return this;
	}

	HeaderFields setIfAbsent(String name, String value) {
		Headers.setIfAbsent(this.fields, name, value);
		return this;
	}

	HeaderFields remove(String... names) {
		for (String name : names) {
			this.fields.removeIf((field) -> field.name().equalsIgnoreCase(name));
		}
		return this;
	}

	/**
	 * Says that the response depends on headers of the request: RFC 9110, section 12.5.5.
	 */
	HeaderFields vary(String... names) {
		List<String> all = new ArrayList<>(elements("Vary"));
		if (all.contains("*")) {
			return this;
		}
		for (String name : names) {
			if (all.stream().noneMatch(name::equalsIgnoreCase)) {
				all.add(name);
			}
		}
		return set("Vary", String.join(", ", all));
	}

	List<Header> list() {
		return List.copyOf(this.fields);
	}

}
