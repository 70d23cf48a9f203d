package io.github.wsgi4j.web;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.http.Cookies;
import io.github.wsgi4j.http.FormFields;
import io.github.wsgi4j.http.Latin1;

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
	static Map<String, List<String>> parameters(String text, String kind, int limit, int status, Charset charset) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		int count = 0;
		for (FormFields fields = new FormFields(text, charset); fields.next();) {
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
				throw HttpException.badRequest("The " + kind + " is not in " + charset.name());
			}
		}
		return values;
	}

	/**
	 * Reads cookies, in UTF-8.
	 */
	static Map<String, List<String>> cookies(String text) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		Cookies.forEach(text, (name, value) -> {
			try {
				String decoded = Latin1.utf8(Cookies.unquoted(value));
				values.computeIfAbsent(Latin1.utf8(name), (key) -> new ArrayList<>(1)).add(decoded);
			}
			catch (CharacterCodingException ex) {
				// Malformed ones are left out, as any server of the host may have set
				// them.
			}
		});
		return values;
	}

}
