package io.github.wsgi4j.autoconfigure;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The variables under a property such as {@code wsgi.environ}, named as they were
 * written. Of a name that came in an environment variable, binding makes lower-case
 * words.
 */
public final class DeployerVariables {

	private DeployerVariables() {
	}

	/**
	 * Gives bound variables their names.
	 * @param property the property that the variables are below
	 * @param bound the variables
	 * @param environment where they are written
	 * @return the variables by the names that were written
	 */
	public static Map<String, String> of(String property, Map<String, String> bound,
			ConfigurableEnvironment environment) {
		Pattern pattern = pattern(property);
		Set<String> exact = new HashSet<>();
		Map<String, String> written = new LinkedHashMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					Matcher matcher = pattern.matcher(name);
					if (matcher.matches()) {
						exact.add(matcher.group(1));
						written.putIfAbsent(uniform(matcher.group(1)), matcher.group(1));
					}
				}
			}
		}
		// Binding keeps the order of the sources: of two values, the first one counts.
		Map<String, String> variables = new LinkedHashMap<>();
		bound.forEach((key, value) -> variables
			.putIfAbsent(exact.contains(key) ? key : written.getOrDefault(uniform(key), key), value));
		return variables;
	}

	// As Spring Boot writes it in environment variables, too.
	private static Pattern pattern(String property) {
		String regex = property.chars()
			.mapToObj((c) -> (c == '.') ? "[._]" : (c == '-') ? "[-_]?" : Pattern.quote(Character.toString(c)))
			.collect(Collectors.joining());
		return Pattern.compile(regex + "(?:[._]\\[?|\\[)([^\\]]+)\\]?", Pattern.CASE_INSENSITIVE);
	}

	private static String uniform(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
