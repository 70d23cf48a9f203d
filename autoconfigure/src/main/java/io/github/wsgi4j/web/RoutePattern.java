package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Environ;

/**
 * The pattern that the server reads for its metrics. What leads to another application
 * ends it with two asterisks for the paths below, and that one puts its own in their
 * place.
 */
final class RoutePattern {

	private static final String BELOW = "/**";

	private RoutePattern() {
	}

	/**
	 * The pattern that has led here, without what stands for the paths below it.
	 */
	static String base(Map<String, Object> environ) {
		if (environ.get(Environ.PATTERN) instanceof String before && before.endsWith(BELOW)) {
			return before.substring(0, before.length() - BELOW.length());
		}
		return "";
	}

	/**
	 * Puts the pattern of a router behind the one that has led to the router.
	 */
	static void set(Map<String, Object> environ, String pattern) {
		Routing routing = Routing.find(environ);
		environ.put(Environ.PATTERN,
				(routing == null || routing.pattern().isEmpty()) ? pattern : routing.pattern() + pattern);
	}

}
