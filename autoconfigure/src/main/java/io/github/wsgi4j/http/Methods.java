package io.github.wsgi4j.http;

import java.util.Map;
import java.util.Set;

import io.github.wsgi4j.Environ;

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

	/**
	 * Reports whether a request asks for a representation: sections 9.3.1 and 9.3.2.
	 */
	public static boolean isRead(Map<String, Object> environ) {
		return "GET".equals(environ.get(Environ.REQUEST_METHOD)) || isHead(environ);
	}

	/**
	 * Reports whether a request asks for no body: section 9.3.2.
	 */
	public static boolean isHead(Map<String, Object> environ) {
		return "HEAD".equals(environ.get(Environ.REQUEST_METHOD));
	}

}
