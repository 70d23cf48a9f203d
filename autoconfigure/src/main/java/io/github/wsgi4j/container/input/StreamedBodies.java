package io.github.wsgi4j.container.input;

import java.io.InputStream;

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
		BodyInputStream stream = new BodyInputStream(InboundBody.of(exchange), limits.maxBodySize(),
				limits.readTimeout());
		return Mono.just(new RequestBody() {

			@Override
			public InputStream stream() {
				return stream;
			}

			@Override
			public long length() {
				return -1;
			}

			@Override
			public boolean isComplete() {
				return false;
			}

			@Override
			public long lastWanted(long never, long now) {
				return stream.lastWanted(never, now);
			}

			@Override
			public void close() {
				stream.close();
			}

		});
	}

}
