package io.github.wsgi4j.container;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * A response that is ready to go out.
 */
@FunctionalInterface
interface Outgoing {

	/**
	 * Sends the response.
	 */
	Mono<Void> send(ServerHttpResponse response);

}
