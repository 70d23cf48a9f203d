package io.github.wsgi4j.container.input;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.container.server.NativeExchange;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Mono;

/**
 * Receives the bodies of requests, no larger than a limit.
 */
public abstract class RequestBodies {

	private final ApplicationLimits limits;

	/**
	 * Creates a receiver.
	 * @param limits how large a body may be, and how slow
	 */
	RequestBodies(ApplicationLimits limits) {
		this.limits = limits;
	}

	/**
	 * Returns the receiver of an application's requests.
	 * @param memory the most bytes of a gathered body that are kept in memory
	 */
	public static RequestBodies of(Buffering buffering, ApplicationLimits limits, int memory) {
		return (buffering == Buffering.FULL) ? new BufferedBodies(limits, memory) : new StreamedBodies(limits);
	}

	/**
	 * Whether a request has no body. Only HTTP/1 announces each body in a header: RFC
	 * 9112, section 6.3.
	 */
	public final boolean isEmpty(NativeExchange exchange) {
		if (exchange.count(HttpHeaderNames.CONTENT_LENGTH) > 0) {
			return exchange.request().getHeaders().getContentLength() == 0;
		}
		return exchange.count(HttpHeaderNames.TRANSFER_ENCODING) == 0 && exchange.protocol().startsWith("HTTP/1");
	}

	/**
	 * Makes the body of a request readable; what it gives must be closed.
	 */
	public final Mono<RequestBody> open(NativeExchange exchange) {
		long maxSize = this.limits.maxBodySize();
		return (exchange.request().getHeaders().getContentLength() > maxSize)
				? Mono.error(new RequestBodyTooLargeException(maxSize)) : receive(exchange, this.limits);
	}

	abstract Mono<RequestBody> receive(NativeExchange exchange, ApplicationLimits limits);

}
