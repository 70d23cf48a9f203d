package io.github.wsgi4j.web.routing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.http.Percent;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.UriUtils;
import org.springframework.web.util.pattern.PathPattern;

/**
 * A pattern, and paths that fit it.
 *
 * @param pattern the pattern
 */
public record RouteTemplate(PathPattern pattern) {

	/**
	 * The segments of a pattern. A slash within braces divides nothing.
	 */
	public static List<String> segments(String pattern) {
		List<String> segments = new ArrayList<>();
		int begin = 1;
		for (int i = 1; i < pattern.length(); i++) {
			if (pattern.charAt(i) == '{') {
				i = close(pattern, i);
			}
			else if (pattern.charAt(i) == '/') {
				segments.add(pattern.substring(begin, i));
				begin = i + 1;
			}
		}
		segments.add(pattern.substring(begin));
		return segments;
	}

	/**
	 * Refuses groups in the regular expressions of variables, as Spring does, but only
	 * when a path has to match.
	 */
	public static void refuseGroups(String pattern) {
		int open = pattern.indexOf('{');
		while (open >= 0) {
			int close = close(pattern, open);
			int colon = pattern.indexOf(':', open);
			if (colon >= 0 && colon < close
					&& Pattern.compile(pattern.substring(colon + 1, close)).matcher("").groupCount() > 0) {
				throw new IllegalArgumentException("The pattern '" + pattern
						+ "' has a group in a regular expression: write '(?:' in place of '('");
			}
			open = pattern.indexOf('{', close);
		}
	}

	/**
	 * Puts values into the pattern's variables, and those of other names into a query.
	 * @param variables names and values by turns
	 * @throws IllegalArgumentException if a variable of the pattern is missing, or the
	 * pattern does not fit the result
	 */
	public String expand(@Nullable Object... variables) {
		Map<String, List<String>> values = values(variables);
		StringBuilder path = new StringBuilder();
		for (String segment : segments(this.pattern.getPatternString())) {
			path.append('/').append(segment(segment, values));
		}
		return fitting(path.toString()) + query(values);
	}

	private static Map<String, List<String>> values(@Nullable Object... variables) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			if (i + 1 == variables.length) {
				throw new IllegalArgumentException("The variable '" + variables[i] + "' has no value");
			}
			List<String> all = values.computeIfAbsent(String.valueOf(variables[i]), (name) -> new ArrayList<>());
			Object value = variables[i + 1];
			if (value instanceof Collection<?> several) {
				several.forEach((one) -> all.add(String.valueOf(one)));
			}
			else if (value != null) {
				all.add(value.toString());
			}
		}
		return values;
	}

	private static String query(Map<String, List<String>> values) {
		StringBuilder query = new StringBuilder();
		values.forEach((name,
				all) -> all.forEach((value) -> query.append(query.isEmpty() ? '?' : '&')
					.append(UriUtils.encode(name, StandardCharsets.UTF_8))
					.append('=')
					.append(UriUtils.encode(value, StandardCharsets.UTF_8))));
		return query.toString();
	}

	private String segment(String segment, Map<String, List<String>> values) {
		StringBuilder text = new StringBuilder();
		int begin = 0;
		while (begin < segment.length()) {
			int open = segment.indexOf('{', begin);
			int end = (open < 0) ? segment.length() : open;
			text.append(literal(segment.substring(begin, end)));
			begin = end;
			if (open >= 0) {
				begin = close(segment, open) + 1;
				text.append(value(segment.substring(open + 1, begin - 1), values));
			}
		}
		return text.toString();
	}

	private String literal(String text) {
		if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
			throw new IllegalArgumentException("The pattern " + this.pattern + " has a wildcard without a name");
		}
		return Percent.encodeSegment(text);
	}

	private String value(String variable, Map<String, List<String>> values) {
		boolean rest = variable.startsWith("*");
		int colon = variable.indexOf(':');
		String name = variable.substring(rest ? 1 : 0, (colon < 0) ? variable.length() : colon);
		List<String> given = values.remove(name);
		if (given == null || given.isEmpty()) {
			throw new IllegalArgumentException(
					"The variable '" + name + "' of the pattern " + this.pattern + " has no value");
		}
		String value = (given.size() == 1) ? given.get(0) : null;
		// A client would take a segment of dots for a way to go, encoded or not.
		if (value == null || ("/" + value + "/").matches("(?s).*/\\.\\.?/.*")) {
			throw new IllegalArgumentException(
					"The pattern " + this.pattern + " does not accept this value of the variable '" + name + "'");
		}
		return rest ? Percent.encodeSegment(value).replace("%2F", "/").replaceFirst("^/", "")
				: Percent.encodeSegment(value);
	}

	/**
	 * The brace that closes one. Those behind a backslash do not count.
	 */
	static int close(String segment, int open) {
		int depth = 0;
		for (int i = open; i < segment.length(); i++) {
			char c = segment.charAt(i);
			depth += (c == '{') ? 1 : (c == '}') ? -1 : 0;
			if (depth == 0) {
				return i;
			}
			i += (c == '\\') ? 1 : 0;
		}
		throw new IllegalArgumentException("A brace of the pattern is not closed");
	}

	private String fitting(String path) {
		// A client would take what is behind two slashes for a host.
		if (path.startsWith("//") || !this.pattern.matches(PathContainer.parsePath(path))) {
			throw new IllegalArgumentException("The pattern " + this.pattern + " does not match the path " + path);
		}
		return path;
	}

}
