package io.github.wsgi4j.web;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FormFields;

/**
 * Reads names and values out of one text: a query, a form or cookies.
 */
final class Pairs {

	private Pairs() {
	}

	/**
	 * Reads parameters.
	 * @throws HttpException if one is malformed, or there are more than the limit
	 */
	static Map<String, List<String>> parameters(String text, String kind, int limit, int status) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		int count = 0;
		for (FormFields fields = new FormFields(text); fields.next();) {
			if (++count > limit) {
				throw new HttpException(status, "There are more than " + limit + " " + kind + "s");
			}
			try {
				values.computeIfAbsent(fields.name(), (key) -> new ArrayList<>(1)).add(fields.value());
			}
			catch (IllegalArgumentException ex) {
				throw HttpException.badRequest("The " + kind + " has a malformed percent-encoding");
			}
			catch (CharacterCodingException ex) {
				throw HttpException.badRequest("The " + kind + " is not in UTF-8");
			}
		}
		return values;
	}

	/**
	 * Reads cookies.
	 */
	static Map<String, List<String>> cookies(String text) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		Cookies.forEach(text, (name, value) -> values.computeIfAbsent(name, (key) -> new ArrayList<>(1))
			.add(Cookies.unquoted(value)));
		return values;
	}

}
