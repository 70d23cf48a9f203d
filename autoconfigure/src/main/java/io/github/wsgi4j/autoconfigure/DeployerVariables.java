package io.github.wsgi4j.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * The variables under {@code wsgi.environ}, named as they were written. Of a name that
 * came in an environment variable, binding makes lower-case words.
 */
final class DeployerVariables {

	private static final Pattern NAME = Pattern.compile("wsgi[._]environ[._]\\[?([^\\]]+)\\]?",
			Pattern.CASE_INSENSITIVE);

	private DeployerVariables() {
	}

	/**
	 * Gives bound variables their names.
	 */
	static Map<String, String> of(Map<String, String> bound, ConfigurableEnvironment environment) {
		Map<String, String> written = new LinkedHashMap<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String property : enumerable.getPropertyNames()) {
					Matcher matcher = NAME.matcher(property);
					if (matcher.matches()) {
						written.putIfAbsent(uniform(matcher.group(1)), matcher.group(1));
					}
				}
			}
		}
		Map<String, String> variables = new LinkedHashMap<>();
		bound.forEach((key, value) -> variables.put(written.getOrDefault(uniform(key), key), value));
		return variables;
	}

	private static String uniform(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

}
