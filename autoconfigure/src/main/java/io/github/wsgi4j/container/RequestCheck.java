package io.github.wsgi4j.container;

import io.netty.handler.codec.http.HttpHeaderNames;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Refuses what HTTP forbids and the server lets pass: a version that is not spoken here
 * (RFC 9110, section 15.6.6), a target of no form (RFC 9112, section 3.2), a request for
 * no host or for two (the same section), and one in a transfer coding that was not
 * decoded (section 6.1).
 */
final class RequestCheck {

	private RequestCheck() {
	}

	/**
	 * Checks a request.
	 * @throws ResponseStatusException if the request must not be served
	 */
	static void check(ServerHttpRequest request) {
		String protocol = NativeRequest.protocol(request);
		if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0") && !NativeRequest.isHttp2(request)) {
			throw new ResponseStatusException(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, protocol + " is not spoken here");
		}
		if (!isTarget(NativeRequest.target(request), request)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"The request's target has none of the known forms");
		}
		int hosts = NativeRequest.count(request, HttpHeaderNames.HOST);
		// Spring's mock of a request comes without one.
		boolean missing = hosts == 0 && protocol.equals("HTTP/1.1") && NativeRequest.reactor(request) != null;
		if (hosts > 1 || missing) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The request has " + hosts + " Host headers");
		}
		int codings = NativeRequest.count(request, HttpHeaderNames.TRANSFER_ENCODING);
		if (codings > 1 || (codings == 1 && !isChunked(request))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The request's transfer coding is not chunked");
		}
	}

	private static boolean isChunked(ServerHttpRequest request) {
		String coding = request.getHeaders().getFirst(HttpHeaders.TRANSFER_ENCODING);
		return coding != null && coding.trim().equalsIgnoreCase("chunked");
	}

	private static boolean isTarget(String target, ServerHttpRequest request) {
		for (int i = 0; i < target.length(); i++) {
			if (target.charAt(i) <= ' ' || target.charAt(i) == 0x7F) {
				return false;
			}
		}
		return target.startsWith("/") || target.regionMatches(true, 0, "http://", 0, 7)
				|| target.regionMatches(true, 0, "https://", 0, 8)
				|| (target.equals("*") && HttpMethod.OPTIONS.equals(request.getMethod()));
	}

}
