package io.github.wsgi4j.container;

import java.util.List;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;

/**
 * Refuses what HTTP forbids and the server lets pass: a request for no host or for two
 * (RFC 9112, section 3.2), and one in a transfer coding that was not decoded (section
 * 6.1).
 */
final class RequestCheck {

	private RequestCheck() {
	}

	/**
	 * Checks a request.
	 * @throws ResponseStatusException if the request must not be served
	 */
	static void check(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		List<String> hosts = headers.get(HttpHeaders.HOST);
		int count = (hosts != null) ? hosts.size() : 0;
		if (count > 1 || (count == 0 && NativeRequest.protocol(request).equals("HTTP/1.1"))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The request has " + count + " Host headers");
		}
		List<String> codings = headers.get(HttpHeaders.TRANSFER_ENCODING);
		if (codings != null && !(codings.size() == 1 && codings.get(0).trim().equalsIgnoreCase("chunked"))) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The request's transfer coding is not chunked");
		}
	}

}
