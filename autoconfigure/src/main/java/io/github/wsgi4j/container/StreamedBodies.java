package io.github.wsgi4j.container;

import java.io.InputStream;

import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Lets the application read a body while it arrives.
 */
final class StreamedBodies extends RequestBodies {

	StreamedBodies(long maxSize) {
		super(maxSize);
	}

	@Override
	Mono<RequestBody> receive(ServerHttpRequest request, long maxSize) {
		BodyInputStream stream = new BodyInputStream(InboundBody.of(request), maxSize);
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
			public void close() {
				stream.close();
			}

		});
	}

}
