package io.github.wsgi4j.middleware.diagnostics;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Shows the values of an environ without what looks like a secret.
 */
final class Secrets {

	private static final String NAME = "auth|cookie|token|secret|passw|passphrase|pwd|key|credential|signature|session|csrf";

	private static final Pattern SECRET = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

	// Percent-encoded letters in the name of a parameter are no way around it.
	private static final Pattern PARAMETER = Pattern.compile("([?&;]|^)([^?&;=]*(?:" + NAME + "|%)[^?&;=]*)=[^&;]*",
			Pattern.CASE_INSENSITIVE);

	private static final List<String> WITH_PARAMETERS = List.of("QUERY_STRING", "REQUEST_URI", "HTTP_REFERER",
			"RAW_URI");

	private static final String REDACTED = "(not shown)";

	private Secrets() {
	}

	/**
	 * A value in the form in which it may be shown. Objects other than strings, numbers
	 * and lists of these are shown by their type only, because their content is unknown.
	 */
	static String show(String name, @Nullable Object value) {
		if (SECRET.matcher(name).find()) {
			return REDACTED;
		}
		if (value instanceof String text) {
			// Proxies have headers of their own for the URL that they were asked for.
			boolean hasParameters = WITH_PARAMETERS.contains(name) || text.indexOf('?') >= 0;
			return hasParameters ? PARAMETER.matcher(text).replaceAll("$1$2=" + REDACTED) : text;
		}
		return (value == null || isPlain(value)) ? String.valueOf(value) : value.getClass().getName();
	}

	private static boolean isPlain(Object value) {
		return value instanceof Number || value instanceof Boolean
				|| (value instanceof List<?> list && list.stream().allMatch((element) -> element instanceof Number));
	}

}
