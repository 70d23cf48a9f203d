package io.github.wsgi4j.container;

import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Receives the bodies of requests, no larger than a limit.
 */
abstract class RequestBodies {

	private final Limits limits;

	/**
	 * Creates a receiver.
	 * @param limits how large a body may be, and how slow
	 */
	RequestBodies(Limits limits) {
		this.limits = limits;
	}

	/**
	 * Whether a request has no body. Only HTTP/1 announces each body in a header: RFC
	 * 9112, section 6.3.
	 */
	final boolean isEmpty(ServerHttpRequest request) {
		if (NativeRequest.count(request, HttpHeaderNames.CONTENT_LENGTH) > 0) {
			return request.getHeaders().getContentLength() == 0;
		}
		return NativeRequest.count(request, HttpHeaderNames.TRANSFER_ENCODING) == 0
				&& NativeRequest.protocol(request).startsWith("HTTP/1");
	}

	/**
	 * Makes the body of a request readable; what it gives must be closed.
	 */
	final Mono<RequestBody> open(ServerHttpRequest request) {
		long maxSize = this.limits.maxBodySize();
		return (request.getHeaders().getContentLength() > maxSize)
				? Mono.error(new RequestBodyTooLargeException(maxSize)) : receive(request, this.limits);
	}

	abstract Mono<RequestBody> receive(ServerHttpRequest request, Limits limits);

}
