package io.github.wsgi4j.container;

import java.util.Map;

import org.springframework.web.server.ServerWebExchange;

/**
 * Adds variables of its own to the environ of every request, before any middleware sees
 * it.
 */
@FunctionalInterface
public interface EnvironCustomizer {

	/**
	 * Changes an environ.
	 * @param environ the environ, with all that the container puts into it
	 * @param exchange the request's exchange
	 */
	void customize(Map<String, Object> environ, ServerWebExchange exchange);

}
