package io.github.wsgi4j.container;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A status and headers that an application may send: PEP 3333, "The start_response()
 * Callable".
 *
 * @param status the status
 * @param headers the headers
 * @param contentLength the length that the application declares, or -1
 */
record ResponseHead(StatusLine status, List<Header> headers, long contentLength) {

	// RFC 9110, section 7.6.1, and RFC 2616, section 13.5.1, to which PEP 3333 refers.
	private static final List<String> HOP_BY_HOP = List.of("connection", "keep-alive", "proxy-authenticate",
			"proxy-authorization", "proxy-connection", "te", "trailer", "trailers", "transfer-encoding", "upgrade");

	static ResponseHead parse(@Nullable String status, @Nullable Iterable<Header> headers) {
		StatusLine line = StatusLine.parse(status);
		if (headers == null) {
			throw new IllegalArgumentException("The headers are null");
		}
		List<Header> checked = new ArrayList<>();
		long contentLength = -1;
		for (Header header : headers) {
			check(header);
			checked.add(header);
			if (header.name().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
				contentLength = contentLength(header.value(), contentLength);
			}
		}
		return new ResponseHead(line, checked, contentLength);
	}

	private static void check(@Nullable Header header) {
		if (header == null) {
			throw new IllegalArgumentException("A header is null");
		}
		String name = header.name();
		if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) >= 0) {
			throw new IllegalArgumentException(
					"The header name '" + FieldValue.printable(name) + "' is not a token of RFC 9110");
		}
		if (!FieldValue.isValid(header.value())) {
			throw new IllegalArgumentException("The value of the header '" + name
					+ "' has a control character or one above U+00FF: '" + FieldValue.printable(header.value()) + "'");
		}
		if (isHopByHop(name)) {
			throw new IllegalArgumentException(
					"The header '" + name + "' is hop-by-hop: it belongs to the server, not to the application");
		}
	}

	private static boolean isHopByHop(String name) {
		for (String hopByHop : HOP_BY_HOP) {
			if (hopByHop.equalsIgnoreCase(name)) {
				return true;
			}
		}
		return false;
	}

	private static long contentLength(String value, long before) {
		if (!isNumber(value)) {
			throw new IllegalArgumentException("The Content-Length '" + value + "' is not a number of bytes");
		}
		long length = Long.parseLong(value);
		if (before >= 0 && before != length) {
			throw new IllegalArgumentException("There are two Content-Lengths, " + before + " and " + length);
		}
		return length;
	}

	private static boolean isNumber(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (value.charAt(i) < '0' || value.charAt(i) > '9') {
				return false;
			}
		}
		return !value.isEmpty() && value.length() <= 18;
	}

}
