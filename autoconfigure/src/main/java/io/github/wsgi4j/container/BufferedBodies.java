package io.github.wsgi4j.container;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Gathers a whole body before the application is called, so that a slow upload holds no
 * thread.
 */
final class BufferedBodies extends RequestBodies {

	private final int memory;

	/**
	 * Creates a receiver.
	 * @param maxSize the most bytes of a body
	 * @param memory the most bytes of a body that are kept in memory
	 */
	BufferedBodies(long maxSize, int memory) {
		super(maxSize);
		this.memory = memory;
	}

	@Override
	Mono<RequestBody> receive(ServerHttpRequest request, long maxSize) {
		return Mono.defer(() -> {
			Spool spool = new Spool(this.memory, maxSize);
			return InboundBody.of(request)
				.concatMap(spool::append, 1)
				.then(Mono.defer(spool::finish))
				.then(Mono.fromSupplier(() -> isNone(request, spool) ? none(spool) : spool))
				.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
				.doFinally((signal) -> {
					if (signal != SignalType.ON_COMPLETE) {
						spool.close();
					}
				});
		});
	}

	// HTTP/2 does not tell before its end whether a request has a body.
	private static boolean isNone(ServerHttpRequest request, RequestBody body) {
		return body.length() == 0 && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
	}

	private static RequestBody none(RequestBody body) {
		body.close();
		return RequestBody.NONE;
	}

}
