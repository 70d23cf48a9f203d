package io.github.wsgi4j.autoconfigure.python;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties.PythonProperties;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table in docs/python.md has the properties of a Python application, which are in no
 * metadata, since they stand below names.
 */
class PythonPropertiesTableTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? *\\| .+ \\|$");

	@Test
	void theGuideHasEachPropertyAndItsDefault() {
		String guide = Documentation.read(Documentation.DOCS.resolve("python.md"));
		Map<String, String> documented = new TreeMap<>();
		Matcher row = ROW
			.matcher(guide.substring(guide.indexOf("\n## Properties"), guide.indexOf("\n## The interface")));
		while (row.find()) {
			documented.put(row.group(1), (row.group(2) != null) ? row.group(2) : "");
		}
		Map<String, String> existing = new TreeMap<>();
		collect("", PythonProperties.class, existing);
		assertThat(existing).isNotEmpty();
		assertThat(documented).containsAllEntriesOf(existing);
	}

	private static void collect(String prefix, Class<?> type, Map<String, String> properties) {
		Constructor<?> constructor = type.getDeclaredConstructors()[0];
		for (Parameter parameter : constructor.getParameters()) {
			String name = prefix + kebab(parameter.getName());
			DefaultValue value = parameter.getAnnotation(DefaultValue.class);
			if (parameter.getType().isRecord()) {
				collect(name + ".", parameter.getType(), properties);
			}
			else {
				properties.put(name, (value != null) ? String.join(",", value.value()) : "");
			}
		}
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

}
