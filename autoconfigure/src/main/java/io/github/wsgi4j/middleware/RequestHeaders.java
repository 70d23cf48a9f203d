package io.github.wsgi4j.middleware;

import java.util.Map;

import io.github.wsgi4j.Environ;
import org.jspecify.annotations.Nullable;

/**
 * Headers of a request, read from an environ.
 */
public final class RequestHeaders {

	private RequestHeaders() {
	}

	/**
	 * A variable that may be absent, such as {@code HTTP_ORIGIN}.
	 */
	public static @Nullable String get(Map<String, Object> environ, String variable) {
		return (environ.get(variable) instanceof String value) ? value : null;
	}

	public static boolean isSecure(Map<String, Object> environ) {
		return "https".equals(environ.get(Environ.WSGI_URL_SCHEME));
	}

}
