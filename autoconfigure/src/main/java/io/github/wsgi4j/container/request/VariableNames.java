package io.github.wsgi4j.container.request;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.http.FieldSyntax;

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
		return (header.indexOf('_') >= 0) ? NONE : FieldSyntax.variable(header);
	}

}
