package io.github.wsgi4j.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Thrown when values cannot be bound to a record, or the application refuses them: a 400
 * that lists every mistake.
 */
public final class BindingException extends HttpException {

	private final transient Map<String, List<String>> mistakes;

	/**
	 * Creates an exception for mistakes that only the application finds, such as a name
	 * that is taken.
	 * @param mistakes the mistakes by the names of the fields, each as the end of a
	 * sentence: {@code is taken}. The name of those that concern no single field is
	 * empty, and they are whole sentences
	 */
	public BindingException(Map<String, List<String>> mistakes) {
		this("field", Collections.unmodifiableMap(new LinkedHashMap<>(mistakes)));
	}

	BindingException(String kind, Map<String, List<String>> mistakes) {
		super(400,
				mistakes.entrySet()
					.stream()
					.flatMap((entry) -> entry.getValue()
						.stream()
						.map((mistake) -> entry.getKey().isEmpty() ? mistake
								: "The " + kind + " '" + entry.getKey() + "' " + mistake))
					.collect(Collectors.joining("\n")));
		this.mistakes = mistakes;
	}

	/**
	 * The mistakes, to be shown beside the fields of a form.
	 * @return the mistakes by the names of the values; those that concern no single value
	 * have an empty name
	 */
	public Map<String, List<String>> mistakes() {
		return this.mistakes;
	}

	/**
	 * The mistakes, as {@code errors}.
	 */
	@Override
	public Map<String, Object> problem() {
		return Map.of("errors", this.mistakes);
	}

}
