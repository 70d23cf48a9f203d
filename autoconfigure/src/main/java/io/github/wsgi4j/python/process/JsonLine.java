package io.github.wsgi4j.python.process;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Writes a flat JSON object in one line of ASCII.
 */
final class JsonLine {

	private JsonLine() {
	}

	/** Returns the object of the strings, numbers, booleans and nulls. */
	static String of(Map<String, ? extends @Nullable Object> values) {
		return values.entrySet()
			.stream()
			.map((entry) -> string(entry.getKey()) + ": " + value(entry.getValue()))
			.collect(Collectors.joining(", ", "{", "}"));
	}

	private static String value(@Nullable Object value) {
		return (value == null || value instanceof Number || value instanceof Boolean) ? String.valueOf(value)
				: string(value.toString());
	}

	private static String string(String text) {
		StringBuilder json = new StringBuilder(text.length() + 2).append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ' || character > '~') {
				json.append("\\u").append(HexFormat.of().toHexDigits(character));
			}
			else {
				json.append(character);
			}
		}
		return json.append('"').toString();
	}

}
