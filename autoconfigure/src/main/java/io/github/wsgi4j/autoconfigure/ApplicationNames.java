package io.github.wsgi4j.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The names of the {@link Application} beans, and how properties may write them.
 */
final class ApplicationNames {

	private final List<String> names;

	ApplicationNames(ListableBeanFactory beans) {
		this.names = List.of(beans.getBeanNamesForType(Application.class));
	}

	List<String> all() {
		return this.names;
	}

	/**
	 * The values of a property by the names of the beans.
	 * @param property the name of the property
	 * @param values its values by the names that are written there
	 * @throws MisconfigurationException if a name is that of no bean
	 */
	<T> Map<String, T> resolve(String property, Map<String, T> values) {
		Map<String, String> byUniformName = this.names.stream()
			.collect(Collectors.toMap(ApplicationNames::uniform, (name) -> name, (first, second) -> first));
		Map<String, T> resolved = new LinkedHashMap<>();
		values.forEach((key, value) -> {
			String name = this.names.contains(key) ? key : byUniformName.get(uniform(key));
			if (name == null) {
				throw new MisconfigurationException(
						"The property '" + property + "." + key + "' names no bean of type "
								+ Application.class.getName() + ".",
						this.names.isEmpty()
								? "Declare a bean '" + key + "' of this type, or remove the property: there is none."
								: "Write the name of a bean instead of '" + key + "': there "
										+ ((this.names.size() == 1) ? "is " : "are ") + quoted(this.names) + ".");
			}
			resolved.put(name, value);
		});
		return resolved;
	}

	static String quoted(List<String> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

	// An environment variable has lost the case of a name, and its separators.
	private static String uniform(String name) {
		return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
