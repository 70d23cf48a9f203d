package io.github.wsgi4j.container.request;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.HostPort;
import io.netty.handler.codec.http.HttpHeaderNames;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Refuses what HTTP forbids and the server lets pass: a version that is not supported
 * (RFC 9110, section 15.6.6), a tunnel (section 9.3.6), a target of no form (RFC 9112,
 * section 3.2, and RFC 9113, section 8.3.1), a request for no host, for two or for none
 * that can be (RFC 9112, section 3.2), and one whose body the server does not delimit as
 * everybody else does (sections 6.1 and 6.3).
 */
public final class RequestCheck {

	private RequestCheck() {
	}

	/**
	 * Checks a request.
	 * @throws ResponseStatusException if the request must not be served
	 */
	public static void check(NativeExchange exchange) {
		String protocol = exchange.protocol();
		if (!protocol.equals("HTTP/1.1") && !protocol.equals("HTTP/1.0") && !exchange.isHttp2()) {
			throw new ResponseStatusException(HttpStatus.HTTP_VERSION_NOT_SUPPORTED, protocol + " is not supported");
		}
		if (exchange.request().getMethod().name().equals("CONNECT")) {
			throw new ResponseStatusException(HttpStatus.NOT_IMPLEMENTED, "CONNECT is not supported");
		}
		if (!isTarget(exchange)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Invalid request target");
		}
		int hosts = exchange.count(HttpHeaderNames.HOST);
		// Spring's mock of a request comes without one.
		boolean missing = hosts == 0 && protocol.equals("HTTP/1.1") && exchange.reactorRequest() != null;
		if (hosts > 1 || missing) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					(hosts == 0) ? "Missing Host header" : "Multiple Host headers");
		}
		if (!HostPort.isValid(exchange.value(HttpHeaderNames.HOST))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Invalid Host header");
		}
		if (exchange.count(HttpHeaderNames.SEC_WEBSOCKET_KEY1) > 0) {
			// Netty takes the next eight bytes for the body of such a request.
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Drafts of WebSocket are not supported");
		}
		int codings = exchange.count(HttpHeaderNames.TRANSFER_ENCODING);
		boolean chunked = exchange.value(HttpHeaderNames.TRANSFER_ENCODING).trim().equalsIgnoreCase("chunked");
		if (codings > 1 || (codings == 1 && !chunked)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Unsupported transfer coding");
		}
	}

	private static boolean isTarget(NativeExchange exchange) {
		String target = exchange.target();
		for (int i = 0; i < target.length(); i++) {
			char c = target.charAt(i);
			if (c <= ' ' || c == 0x7F || c == '#') {
				return false;
			}
		}
		// HTTP/2 has the host elsewhere, where a proxy in front has looked at it.
		return target.startsWith("/") || (!exchange.isHttp2() && isAbsolute(target))
				|| (target.equals("*") && HttpMethod.OPTIONS.equals(exchange.request().getMethod()));
	}

	private static boolean isAbsolute(String target) {
		boolean scheme = target.regionMatches(true, 0, "http://", 0, 7)
				|| target.regionMatches(true, 0, "https://", 0, 8);
		return scheme && HostPort.parse(HostPort.ofTarget(target)) != null;
	}

}
