package io.github.wsgi4j.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * That a router is at work on a request.
 *
 * @param router the router
 * @param scriptName what leads to the router, one byte a character
 * @param pattern the pattern that has led to the router, or an empty text
 * @param outer the router around it, or {@code null}
 */
record Routing(Router router, String scriptName, String pattern, @Nullable Routing outer) {

	private static final String KEY = "wsgi4j.web.routing";

	static @Nullable Routing find(Map<String, Object> environ) {
		return (environ.get(KEY) instanceof Routing routing) ? routing : null;
	}

	void enter(Map<String, Object> environ) {
		environ.put(KEY, this);
	}

	void leave(Map<String, Object> environ) {
		if (this.outer != null) {
			environ.put(KEY, this.outer);
		}
		else {
			environ.remove(KEY);
		}
	}

}
