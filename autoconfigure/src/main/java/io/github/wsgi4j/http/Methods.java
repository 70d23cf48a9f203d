package io.github.wsgi4j.http;

import java.util.Set;

/**
 * The properties of request methods: RFC 9110, section 9.2.
 */
public final class Methods {

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private Methods() {
	}

	/**
	 * Reports whether a method changes nothing: section 9.2.1.
	 */
	public static boolean isSafe(String method) {
		return SAFE.contains(method);
	}

}
