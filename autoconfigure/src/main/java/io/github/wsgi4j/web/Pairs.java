package io.github.wsgi4j.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Reads names and values out of one text: a query, a form or cookies.
 */
final class Pairs {

	private Pairs() {
	}

	/**
	 * Reads parameters: the URL Standard, section 5.1.
	 * @throws HttpException if one is malformed, or there are more than the limit
	 */
	static Map<String, List<String>> parameters(String text, String kind, int limit, int status) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		int count = 0;
		for (int begin = 0; begin < text.length();) {
			int end = text.indexOf('&', begin);
			end = (end < 0) ? text.length() : end;
			if (end > begin) {
				if (++count > limit) {
					throw new HttpException(status, "There are more than " + limit + " " + kind + "s");
				}
				int equals = text.indexOf('=', begin);
				boolean named = equals >= 0 && equals < end;
				String name = Percent.decodeForm(text.substring(begin, named ? equals : end), kind);
				String value = named ? Percent.decodeForm(text.substring(equals + 1, end), kind) : "";
				values.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(value);
			}
			begin = end + 1;
		}
		return values;
	}

	/**
	 * Reads cookies: RFC 6265, section 4.2.1. What is malformed is left out, as a client
	 * sends back what any server of the host has set.
	 */
	static Map<String, List<String>> cookies(String text) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (StringTokenizer pairs = new StringTokenizer(text, ";"); pairs.hasMoreTokens();) {
			String pair = pairs.nextToken();
			int equals = pair.indexOf('=');
			String name = (equals > 0) ? pair.substring(0, equals).strip() : "";
			if (!name.isEmpty()) {
				values.computeIfAbsent(name, (key) -> new ArrayList<>(1))
					.add(unquoted(pair.substring(equals + 1).strip()));
			}
		}
		return values;
	}

	private static String unquoted(String value) {
		boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
		return quoted ? value.substring(1, value.length() - 1) : value;
	}

}
