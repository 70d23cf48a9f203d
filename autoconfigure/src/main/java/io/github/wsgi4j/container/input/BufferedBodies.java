package io.github.wsgi4j.container.input;

import java.time.Duration;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.server.NativeExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;

/**
 * Gathers a whole body before the application is called, so that a slow upload holds no
 * thread.
 */
final class BufferedBodies extends RequestBodies {

	private final int memory;

	/**
	 * Creates a receiver.
	 * @param limits how large a body may be, and how slow
	 * @param memory the most bytes of a body that are kept in memory
	 */
	BufferedBodies(ApplicationLimits limits, int memory) {
		super(limits);
		this.memory = memory;
	}

	@Override
	Mono<RequestBody> receive(NativeExchange exchange, ApplicationLimits limits) {
		return Mono.defer(() -> {
			Spool spool = new Spool(this.memory, limits.maxBodySize());
			return body(exchange, limits.readTimeout()).concatMap(spool::append, 1)
				.then(Mono.defer(spool::finish))
				.then(Mono.fromSupplier(() -> isNone(exchange, spool) ? none(spool) : spool))
				.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
				.doFinally((signal) -> {
					if (signal != SignalType.ON_COMPLETE) {
						spool.close();
					}
				});
		});
	}

	private static Flux<DataBuffer> body(NativeExchange exchange, Duration timeout) {
		Flux<DataBuffer> body = InboundBody.of(exchange);
		return timeout.isZero() ? body : ReadTimeout.of(body, timeout);
	}

	// HTTP/2 does not tell before its end whether a request has a body.
	private static boolean isNone(NativeExchange exchange, RequestBody body) {
		return body.length() == 0 && !exchange.request().getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING);
	}

	private static RequestBody none(RequestBody body) {
		body.close();
		return RequestBody.NONE;
	}

}
