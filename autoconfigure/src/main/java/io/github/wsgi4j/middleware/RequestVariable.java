package io.github.wsgi4j.middleware;

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
		return FieldSyntax.variable(FieldSyntax.token(name, "header name"));
	}

}
