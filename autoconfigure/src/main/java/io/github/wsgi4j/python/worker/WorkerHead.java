package io.github.wsgi4j.python.worker;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.ContentLength;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.python.protocol.Fields;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that an application has given to start_response.
 *
 * @param isWhole whether no body follows
 * @param status the status
 * @param headers the headers
 * @param route the route of the application's framework, or {@code null}
 */
record WorkerHead(boolean isWhole, String status, List<Header> headers, @Nullable String route) {

	static WorkerHead read(ByteBuf content) {
		boolean whole = content.readByte() != 0;
		List<String> fields = Fields.latin1(content, 1);
		List<Header> headers = new ArrayList<>(fields.size() / 2);
		for (int i = 1; i + 1 < fields.size(); i += 2) {
			headers.add(Header.of(fields.get(i), fields.get(i + 1)));
		}
		// A route has no value after it.
		boolean routed = (fields.size() % 2 == 0);
		return new WorkerHead(whole, fields.get(0), headers, routed ? utf8(fields.get(fields.size() - 1)) : null);
	}

	private static String utf8(String latin1) {
		return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
	}

	/**
	 * Returns the length that the application declares, or -1. One that is malformed is
	 * refused where the headers are checked.
	 */
	long contentLength() {
		return ContentLength.parse(FieldValue.first(this.headers, "Content-Length"));
	}

}
