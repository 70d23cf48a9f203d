package io.github.wsgi4j.test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;

/**
 * Applications to be called.
 */
public final class Calls {

	private Calls() {
	}

	public static Application answering(Iterable<byte[]> body) {
		return answering(body, null);
	}

	public static Application answering(Iterable<byte[]> body, String contentLength) {
		return (environ, start) -> {
			start.call("200 OK",
					(contentLength != null)
							? List.of(Header.of("Content-Type", "text/plain"),
									Header.of("Content-Length", contentLength))
							: List.of(Header.of("Content-Type", "text/plain")));
			return body;
		};
	}

	public static Application echo() {
		return (environ, start) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
			return Body.text(environ.get(Environ.CONTENT_TYPE) + " " + environ.get(Environ.CONTENT_LENGTH) + " "
					+ new String(body, StandardCharsets.UTF_8));
		};
	}

	public static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	public static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
