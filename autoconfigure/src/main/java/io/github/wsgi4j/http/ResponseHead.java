package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * A status and headers that an application may send: PEP 3333, "The start_response()
 * Callable".
 *
 * @param status the status
 * @param headers the headers
 * @param contentLength the length that the application declares, or -1
 */
public record ResponseHead(StatusLine status, List<Header> headers, long contentLength) {

	/**
	 * Reads a status and headers.
	 * @throws IllegalArgumentException if an application must not send them
	 */
	public static ResponseHead parse(@Nullable String status, @Nullable Iterable<Header> headers) {
		StatusLine line = StatusLine.parse(status);
		if (headers == null) {
			throw new IllegalArgumentException("The headers are null");
		}
		List<Header> checked = new ArrayList<>();
		long contentLength = -1;
		for (Header header : headers) {
			check(header);
			checked.add(header);
			if (header.name().equalsIgnoreCase("Content-Length")) {
				contentLength = ContentLength.declared(header.value(), contentLength);
			}
		}
		return new ResponseHead(line, checked, contentLength);
	}

	private static void check(@Nullable Header header) {
		if (header == null) {
			throw new IllegalArgumentException("A header is null");
		}
		String name = FieldSyntax.token(header.name(), "header name");
		FieldSyntax.value(header.value(), name);
		if (FieldSyntax.isHopByHop(name)) {
			throw new IllegalArgumentException(
					"The header '" + name + "' is hop-by-hop: it belongs to the server, not to the application");
		}
	}

}
