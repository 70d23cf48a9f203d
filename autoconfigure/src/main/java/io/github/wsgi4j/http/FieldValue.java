package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * The structure of field values: lists, parameters and weights of RFC 9110, sections
 * 5.6.1, 5.6.6 and 12.4.2. What stands between quotes divides nothing.
 */
public final class FieldValue {

	// Java's own HttpURLConnection leaves out the zero.
	private static final Pattern WEIGHT = Pattern.compile("0(?:\\.[0-9]{0,3})?|\\.[0-9]{1,3}|1(?:\\.0{0,3})?");

	private FieldValue() {
	}

	/**
	 * Returns the value of the first of some headers that has a name, or {@code null} if
	 * there is none.
	 */
	public static @Nullable String first(Iterable<Header> headers, String name) {
		for (Header header : headers) {
			if (header.name().equalsIgnoreCase(name)) {
				return header.value();
			}
		}
		return null;
	}

	/**
	 * Returns the values of all headers that have a name, in their order.
	 */
	public static List<String> all(List<Header> headers, String name) {
		return headers.stream().filter((header) -> header.name().equalsIgnoreCase(name)).map(Header::value).toList();
	}

	/**
	 * Returns the elements of a list that are not empty, without the blanks around them.
	 */
	public static List<String> elements(@Nullable String list) {
		return (list != null) ? split(list, ',') : List.of();
	}

	/**
	 * Returns a list with further elements, but for those that it has in any case. A list
	 * with an asterisk has them all.
	 */
	public static String union(@Nullable String list, String... more) {
		List<String> all = new ArrayList<>();
		List<String> elements = elements(list);
		elements.forEach((element) -> addIfAbsent(all, element));
		if (!elements.contains("*")) {
			for (String element : more) {
				addIfAbsent(all, element.strip());
			}
		}
		return String.join(", ", all);
	}

	/**
	 * Returns what an element is without its parameters, in lower case.
	 */
	public static String name(String element) {
		List<String> parts = split(element, ';');
		boolean absent = parts.isEmpty() || element.stripLeading().startsWith(";");
		return absent ? "" : parts.get(0).toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the first parameter of a name, without the quotes around it. One that is no
	 * quoted string is returned as it is, even if it is no token.
	 * @return the parameter, or {@code null} if there is none
	 */
	public static @Nullable String parameter(String element, String name) {
		for (String pair : split(element, ';')) {
			if (pair.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
				return unquoted(pair.substring(name.length() + 1));
			}
		}
		return null;
	}

	/**
	 * Returns the weight of an element: 1 if it has none, and 0 if it is malformed.
	 */
	public static double weight(String element) {
		String weight = parameter(element, "q");
		if (weight == null) {
			return 1;
		}
		return WEIGHT.matcher(weight).matches() ? Double.parseDouble(weight) : 0;
	}

	private static void addIfAbsent(List<String> all, String element) {
		if (all.stream().noneMatch(element::equalsIgnoreCase)) {
			all.add(element);
		}
	}

	private static List<String> split(String text, char delimiter) {
		List<String> parts = new ArrayList<>();
		boolean quoted = false;
		int begin = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && quoted) {
				i++;
			}
			else if (c == '"') {
				quoted = !quoted;
			}
			else if (c == delimiter && !quoted) {
				addIfPresent(parts, text.substring(begin, i));
				begin = i + 1;
			}
		}
		addIfPresent(parts, text.substring(begin));
		return parts;
	}

	private static void addIfPresent(List<String> parts, String part) {
		String stripped = part.strip();
		if (!stripped.isEmpty()) {
			parts.add(stripped);
		}
	}

	/**
	 * Returns a value without the quotes around it.
	 */
	public static String unquoted(String text) {
		boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
		return quoted ? text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
	}

}
