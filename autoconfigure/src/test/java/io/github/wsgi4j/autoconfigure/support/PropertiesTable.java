package io.github.wsgi4j.autoconfigure.support;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of applications that become beans by their properties, which are in no
 * metadata, since they stand below names: those that exist, and those of a table.
 */
public final class PropertiesTable {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.-]+)` \\| (?:`([^`]*)`)? *\\| .+ \\|$");

	private PropertiesTable() {
	}

	/**
	 * Returns the properties of a table below a heading, with their defaults.
	 */
	public static Map<String, String> documented(Path page, String heading) {
		String text = Documentation.read(page);
		int begin = text.indexOf("\n## " + heading + "\n");
		Map<String, String> documented = new TreeMap<>();
		Matcher row = ROW.matcher(text.substring(begin, text.indexOf("\n## ", begin + 1)));
		while (row.find()) {
			documented.put(row.group(1), (row.group(2) != null) ? row.group(2) : "");
		}
		return documented;
	}

	/**
	 * Returns the properties of a record, with their defaults.
	 */
	public static Map<String, String> existing(Class<?> type) {
		Map<String, String> existing = new TreeMap<>();
		collect("", type, existing);
		return existing;
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
