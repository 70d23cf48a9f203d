package io.github.wsgi4j.middleware;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a response as a middleware looks at them and changes them. It changes a
 * copy: an {@code Iterable} may give its elements only once, and may be the application's
 * own.
 */
final class Headers {

	private Headers() {
	}

	/**
	 * A list of the same headers, to be changed.
	 */
	static List<Header> copy(Iterable<Header> headers) {
		List<Header> copy = new ArrayList<>();
		headers.forEach(copy::add);
		return copy;
	}

	/**
	 * The value of the first header of a name.
	 */
	static @Nullable String first(List<Header> headers, String name) {
		for (Header header : headers) {
			if (header.name().equalsIgnoreCase(name)) {
				return header.value();
			}
		}
		return null;
	}

	/**
	 * Puts a header into the place of all others of its name.
	 */
	static void set(List<Header> headers, String name, String value) {
		headers.removeIf((header) -> header.name().equalsIgnoreCase(name));
		headers.add(Header.of(name, value));
	}

	/**
	 * Adds a header unless there is one of its name.
	 */
	static void setIfAbsent(List<Header> headers, String name, String value) {
		if (first(headers, name) == null) {
			headers.add(Header.of(name, value));
		}
	}

}
