package io.github.wsgi4j.python.worker;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.python.protocol.Fields;
import io.netty.buffer.ByteBuf;

/**
 * What an application has given to its start_response.
 *
 * @param isWhole whether no body follows
 * @param status the status
 * @param headers the headers
 */
record WorkerHead(boolean isWhole, String status, List<Header> headers) {

	static WorkerHead read(ByteBuf content) {
		boolean whole = content.readByte() != 0;
		List<String> fields = Fields.latin1(content, 1);
		List<Header> headers = new ArrayList<>(fields.size() / 2);
		for (int i = 1; i + 1 < fields.size(); i += 2) {
			headers.add(Header.of(fields.get(i), fields.get(i + 1)));
		}
		return new WorkerHead(whole, fields.get(0), headers);
	}

	/**
	 * Returns the length that the application declares, or -1. One that is malformed is
	 * refused where the headers are checked.
	 */
	long contentLength() {
		for (Header header : this.headers) {
			if (header.name().equalsIgnoreCase("Content-Length")) {
				try {
					return Long.parseLong(header.value());
				}
				catch (NumberFormatException ex) {
					return -1;
				}
			}
		}
		return -1;
	}

}
