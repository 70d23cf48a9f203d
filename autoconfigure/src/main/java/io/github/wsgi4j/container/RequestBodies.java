package io.github.wsgi4j.container;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Receives the bodies of requests, no larger than a limit.
 */
abstract class RequestBodies {

	private final long maxSize;

	/**
	 * Creates a receiver.
	 * @param maxSize the most bytes of a body
	 */
	RequestBodies(long maxSize) {
		this.maxSize = maxSize;
	}

	/**
	 * Makes the body of a request readable; what it gives must be closed.
	 */
	final Mono<RequestBody> open(ServerHttpRequest request) {
		long length = request.getHeaders().getContentLength();
		if (length > this.maxSize) {
			return Mono.error(new RequestBodyTooLargeException(this.maxSize));
		}
		return hasBody(request, length) ? receive(request, this.maxSize) : Mono.just(RequestBody.NONE);
	}

	abstract Mono<RequestBody> receive(ServerHttpRequest request, long maxSize);

	private static boolean hasBody(ServerHttpRequest request, long length) {
		// Only HTTP/1 announces each body in a header: RFC 9112, section 6.3.
		return length > 0 || (length < 0 && (request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)
				|| !NativeRequest.protocol(request).startsWith("HTTP/1")));
	}

}
