package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.http.RawPathInfo;
import org.jspecify.annotations.Nullable;

/**
 * The router that is handling a request. The server reads the pattern for its metrics: a
 * router that leads to another application ends it with two asterisks for the paths
 * below, and that one puts its own in their place.
 *
 * @param router the router
 * @param scriptName what leads to the router, one byte a character, in which encoded
 * slashes are told from others
 * @param pattern the pattern that has led to the router, or an empty text
 * @param outer the router around it, or {@code null}
 */
record Routing(Router router, String scriptName, String pattern, @Nullable Routing outer) {

	private static final String KEY = "wsgi4j.web.routing";

	private static final String BELOW = "/**";

	/**
	 * Creates what a router enters.
	 */
	static Routing of(Router router, Map<String, Object> environ) {
		String before = (environ.get(Environ.PATTERN) instanceof String pattern) ? pattern : "";
		return new Routing(router, RawPathInfo.script(environ),
				before.endsWith(BELOW) ? before.substring(0, before.length() - BELOW.length()) : "", find(environ));
	}

	static @Nullable Routing find(Map<String, Object> environ) {
		return (environ.get(KEY) instanceof Routing routing) ? routing : null;
	}

	/**
	 * Puts the pattern of a route behind the one that has led to the router.
	 */
	static void setPattern(Map<String, Object> environ, String pattern) {
		Routing routing = find(environ);
		environ.put(Environ.PATTERN, (routing != null) ? routing.pattern() + pattern : pattern);
	}

	/**
	 * The path below the router of a request that has gone further, unless an application
	 * has changed what leads there.
	 */
	String pathBelow(String script, String path) {
		String whole = script + path;
		String own = this.scriptName.replace(RawPathInfo.ENCODED_SLASH, '/');
		return whole.startsWith(own) ? whole.substring(own.length()) : path;
	}

	/**
	 * Enters a router, or leaves all of them.
	 */
	static void set(Map<String, Object> environ, @Nullable Routing routing) {
		if (routing != null) {
			environ.put(KEY, routing);
		}
		else {
			environ.remove(KEY);
		}
	}

}
