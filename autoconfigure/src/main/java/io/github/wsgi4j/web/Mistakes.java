package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The mistakes in the values of a request, by their names, in the order in which they are
 * found.
 */
final class Mistakes implements BiConsumer<String, String> {

	private final Map<String, List<String>> found = new LinkedHashMap<>();

	@Override
	public void accept(String name, String mistake) {
		this.found.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(mistake);
	}

	boolean isEmpty() {
		return this.found.isEmpty();
	}

	/**
	 * Returns the exception that tells them.
	 * @param kind what the values are
	 */
	BindingException toException(String kind) {
		return new BindingException(kind, Collections.unmodifiableMap(this.found));
	}

}
