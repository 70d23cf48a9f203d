package io.github.wsgi4j.middleware;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The value of a header that is a list: RFC 9110, section 5.6.1.
 */
public final class ListValue {

	private ListValue() {
	}

	/**
	 * Its elements without the blanks around them; a comma between quotes divides
	 * nothing.
	 */
	public static List<String> elements(@Nullable String value) {
		List<String> elements = new ArrayList<>();
		if (value == null) {
			return elements;
		}
		boolean quoted = false;
		int begin = 0;
		for (int i = 0; i <= value.length(); i++) {
			char c = (i < value.length()) ? value.charAt(i) : ',';
			quoted ^= (c == '"');
			if (i == value.length() || (c == ',' && !quoted)) {
				String element = value.substring(begin, i).strip();
				if (!element.isEmpty()) {
					elements.add(element);
				}
				begin = i + 1;
			}
		}
		return elements;
	}

}
