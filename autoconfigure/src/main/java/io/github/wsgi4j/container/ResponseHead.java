package io.github.wsgi4j.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
	private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
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
		if (HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
			throw new IllegalArgumentException(
					"The header '" + name + "' is hop-by-hop: it belongs to the server, not to the application");
		}
	}

	private static long contentLength(String value, long before) {
		if (!value.matches("[0-9]{1,18}")) {
			throw new IllegalArgumentException("The Content-Length '" + value + "' is not a number of bytes");
		}
		long length = Long.parseLong(value);
		if (before >= 0 && before != length) {
			throw new IllegalArgumentException("There are two Content-Lengths, " + before + " and " + length);
		}
		return length;
	}

}
