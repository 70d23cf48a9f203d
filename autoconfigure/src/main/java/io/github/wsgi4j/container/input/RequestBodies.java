package io.github.wsgi4j.container.input;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.container.server.NativeExchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;

/**
 * Receives the bodies of requests, no larger than a limit.
 *
 * @param buffering whether a whole body is gathered before the application is called, so
 * that a slow upload holds no thread, or is read while it arrives
 * @param limits how large a body may be, and how slow
 * @param memory the most bytes of a gathered body that are kept in memory
 */
public record RequestBodies(Buffering buffering, ApplicationLimits limits, int memory) {

	/**
	 * Whether a request has no body. Only HTTP/1 announces each body in a header: RFC
	 * 9112, section 6.3.
	 */
	public boolean isEmpty(NativeExchange exchange) {
		if (exchange.count(HttpHeaderNames.CONTENT_LENGTH) > 0) {
			return exchange.request().getHeaders().getContentLength() == 0;
		}
		return exchange.count(HttpHeaderNames.TRANSFER_ENCODING) == 0 && exchange.protocol().startsWith("HTTP/1");
	}

	/**
	 * Makes the body of a request readable; what it gives must be closed.
	 */
	public Mono<RequestBody> open(NativeExchange exchange) {
		long maxSize = this.limits.maxBodySize();
		if (exchange.request().getHeaders().getContentLength() > maxSize) {
			return Mono.error(new RequestBodyTooLargeException(maxSize));
		}
		return (this.buffering == Buffering.FULL) ? gather(exchange)
				: Mono.just(new BodyInputStream(InboundBody.of(exchange), maxSize, this.limits.readTimeout()));
	}

	private Mono<RequestBody> gather(NativeExchange exchange) {
		return Mono.defer(() -> {
			Spool spool = new Spool(this.memory, this.limits.maxBodySize());
			return inTime(exchange).concatMap(spool::append, 1)
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

	private Flux<DataBuffer> inTime(NativeExchange exchange) {
		Flux<DataBuffer> body = InboundBody.of(exchange);
		return this.limits.readTimeout().isZero() ? body : ReadTimeout.of(body, this.limits.readTimeout());
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
