package io.github.wsgi4j.test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.github.wsgi4j.Header;
import org.jspecify.annotations.Nullable;

/**
 * A status and headers that an application may send. They are checked as the container
 * checks them, in few words: which sentence of the specification is broken is for the
 * validator to say.
 *
 * @param status the status line
 * @param headers the headers
 * @param contentLength the length that the application declares, or -1
 */
record Head(String status, List<Header> headers, long contentLength) {

	private static final Pattern STATUS = Pattern
		.compile("[2-9][0-9]{2} [\\x21-\\x7E\\x80-\\xFF][\\x20-\\x7E\\x80-\\xFF]*");

	static Head parse(@Nullable String status, @Nullable Iterable<Header> headers) {
		if (status == null || !STATUS.matcher(status).matches()) {
			throw new IllegalArgumentException(
					"The status '" + status + "' is not three digits from 200 on, one space and a reason phrase");
		}
		if (headers == null) {
			throw new IllegalArgumentException("The headers are null");
		}
		List<Header> checked = new ArrayList<>();
		long contentLength = -1;
		for (Header header : headers) {
			check(header);
			checked.add(header);
			if (header.name().equalsIgnoreCase("Content-Length")) {
				contentLength = contentLength(header.value(), contentLength);
			}
		}
		return new Head(status, checked, contentLength);
	}

	int code() {
		return Integer.parseInt(this.status.substring(0, 3));
	}

	boolean forbidsBody(boolean head) {
		return head || code() == 204 || code() == 205 || code() == 304;
	}

	/**
	 * The headers as a server sends them.
	 * @param length the length of the body where it is known without the application's
	 * help, or -1
	 */
	List<Header> sent(long length) {
		List<Header> sent = new ArrayList<>(this.headers);
		boolean reset = code() == 205;
		if (reset || code() == 204) {
			sent.removeIf((header) -> header.name().equalsIgnoreCase("Content-Length"));
		}
		if (reset || (code() != 204 && this.contentLength < 0 && length >= 0)) {
			sent.add(Header.of("Content-Length", Long.toString(reset ? 0 : length)));
		}
		return List.copyOf(sent);
	}

	private static void check(@Nullable Header header) {
		if (header == null || !HeaderSyntax.isToken(header.name()) || !HeaderSyntax.isValue(header.value())) {
			throw new IllegalArgumentException("The header '" + header + "' is malformed");
		}
		if (HeaderSyntax.isHopByHop(header.name())) {
			throw new IllegalArgumentException("The header '" + header.name() + "' is the server's to send");
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
