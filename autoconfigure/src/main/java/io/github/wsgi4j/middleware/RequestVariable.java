package io.github.wsgi4j.middleware;

import java.util.Locale;

import io.github.wsgi4j.http.FieldSyntax;

/**
 * The variable of an environ that has a header of the request.
 */
public final class RequestVariable {

	private RequestVariable() {
	}

	/**
	 * The name of the variable.
	 * @throws IllegalArgumentException if the header's name is no token
	 */
	public static String ofHeader(String name) {
		if (!FieldSyntax.isToken(name)) {
			throw new IllegalArgumentException("The header name " + Latin1Text.show(name) + " is not a token");
		}
		return "HTTP_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
	}

}
