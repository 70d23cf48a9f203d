package io.github.wsgi4j.middleware.security;

import java.util.Map;

import io.github.wsgi4j.StartResponse;

/**
 * Answers the requests that {@link Csrf} rejects, as a bean beside
 * {@code wsgi.middleware.csrf}. It is called as an {@link io.github.wsgi4j.Application}
 * is, and a bean of its own type because that is mounted.
 */
@FunctionalInterface
public interface CsrfRefusal {

	/**
	 * Answers a rejected request, usually with the status 403.
	 * @param environ the environ, with the reason under {@value Csrf#VIOLATION}
	 * @param startResponse starts the response
	 * @return the body
	 * @throws Exception as an application may
	 */
	Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception;

}
