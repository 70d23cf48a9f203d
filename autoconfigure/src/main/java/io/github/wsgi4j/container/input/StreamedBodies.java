package io.github.wsgi4j.container.input;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.server.NativeExchange;
import reactor.core.publisher.Mono;

/**
 * Lets the application read a body while it arrives.
 */
final class StreamedBodies extends RequestBodies {

	StreamedBodies(ApplicationLimits limits) {
		super(limits);
	}

	@Override
	Mono<RequestBody> receive(NativeExchange exchange, ApplicationLimits limits) {
		return Mono.just(new BodyInputStream(InboundBody.of(exchange), limits.maxBodySize(), limits.readTimeout()));
	}

}
