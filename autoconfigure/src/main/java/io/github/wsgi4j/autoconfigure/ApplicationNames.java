package io.github.wsgi4j.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The names of the {@link Application} beans, and how properties may write them.
 */
public final class ApplicationNames {

	private final List<String> names;

	/**
	 * Looks the names up.
	 */
	public ApplicationNames(ListableBeanFactory beans) {
		this.names = BeanOrigin.names(beans, Application.class);
	}

	/**
	 * Leaves an application once that is written twice: a map of properties has a key for
	 * the name, and one for what an environment variable has left of it, and the same
	 * values at both.
	 */
	public static <T> Map<String, T> distinct(Map<String, T> written) {
		Map<String, T> distinct = new LinkedHashMap<>(written);
		distinct.keySet().removeIf((name) -> isLeftOf(name, written));
		return distinct;
	}

	private static <T> boolean isLeftOf(String name, Map<String, T> written) {
		return name.equals(uniform(name)) && written.entrySet()
			.stream()
			.anyMatch((other) -> !name.equals(other.getKey()) && name.equals(uniform(other.getKey()))
					&& Objects.equals(written.get(name), other.getValue()));
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
	public <T> Map<String, T> resolve(String property, Map<String, T> values) {
		Map<String, T> resolved = new LinkedHashMap<>();
		// Binding keeps the order of the sources: of two values, the first one counts.
		values.forEach((key, value) -> resolved.putIfAbsent(find(property + "." + key, key), value));
		return resolved;
	}

	/**
	 * The name of a bean.
	 * @param property the name of the property
	 * @param written the name as it is written there
	 * @throws MisconfigurationException if there is no such bean
	 */
	public String find(String property, String written) {
		return this.names.contains(written) ? written
				: this.names.stream()
					.filter((name) -> uniform(name).equals(uniform(written)))
					.findFirst()
					.orElseThrow(() -> unknown(property, written));
	}

	private MisconfigurationException unknown(String property, String written) {
		return new MisconfigurationException(
				"The property '" + property + "' does not name a bean of type " + Application.class.getName() + ".",
				this.names.isEmpty()
						? "There is no such bean. Define a bean '" + written + "' of this type, or remove the property."
						: "Replace '" + written + "' with the name of a bean: " + quoted(this.names) + ".");
	}

	static String quoted(List<String> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

	// A property has lost what is neither a letter nor a digit in a name, such as the $
	// of a nested class, unless it has brackets; an environment variable its case, too,
	// and each underscore is a dot.
	private static String uniform(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

}
