package io.github.wsgi4j.container.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.Environ;

import org.springframework.http.HttpHeaders;

/**
 * The names of variables by those of headers. Clients send the same few names again and
 * again, so they are kept, up to a number that no stream of made-up names exceeds.
 */
final class VariableNames {

	/** The name of a header that becomes no variable. */
	static final String NONE = "";

	private static final int LIMIT = 1024;

	private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

	private VariableNames() {
	}

	static String of(String header) {
		String variable = KNOWN.get(header);
		if (variable == null) {
			variable = make(header);
			if (KNOWN.size() < LIMIT) {
				KNOWN.put(header, variable);
			}
		}
		return variable;
	}

	private static String make(String header) {
		// With both "X-A" and "X_A" in one variable, a client could forge what a proxy in
		// front had checked.
		if (header.indexOf('_') >= 0) {
			return NONE;
		}
		if (header.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
			return Environ.CONTENT_TYPE;
		}
		if (header.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			return Environ.CONTENT_LENGTH;
		}
		char[] variable = new char[5 + header.length()];
		"HTTP_".getChars(0, 5, variable, 0);
		for (int i = 0; i < header.length(); i++) {
			char c = header.charAt(i);
			variable[5 + i] = (c == '-') ? '_' : (c >= 'a' && c <= 'z') ? (char) (c - 32) : c;
		}
		return new String(variable);
	}

}
