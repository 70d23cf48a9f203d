package io.github.wsgi4j.container.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.validation.Violation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What depends on HTTP/1.1 byte by byte: a server, and requests as text.
 */
public abstract class Contract extends ContractSupport {

	public final WsgiServer server;

	public Contract(WsgiServer server) {
		this.server = server;
	}

	@Override
	protected final List<Violation> takeViolations() {
		return this.server.takeViolations();
	}

	/**
	 * Sends a request to an application that answers a body, and reads the response.
	 */
	public final RawResponse exchange(String request, Application application) {
		return this.server.serve(application).exchange(request);
	}

	/**
	 * The environ that an application gets of a request which is answered 200. It lacks
	 * the input, which cannot be read any more and so cannot be shown by an assertion
	 * either.
	 */
	public final Map<String, Object> environOf(String request) {
		Map<String, Object> seen = new HashMap<>();
		RawResponse response = exchange(request, (environ, start) -> {
			seen.putAll(environ);
			seen.remove(Environ.WSGI_INPUT);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(response.status()).isEqualTo(200);
		return seen;
	}

	/**
	 * The server still answers, on a connection of its own.
	 */
	public final void assertAnswers() {
		RawResponse response = exchange(get("/"), answering(Body.text("still here")));
		assertThat(response.text()).isEqualTo("still here");
	}

	public static String get(String target, String... headers) {
		return request("GET", target, headers);
	}

	public static String request(String method, String target, String... headers) {
		return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
	}

	public static String http10(String method, String target, String... headers) {
		return method + " " + target + " HTTP/1.0\r\n" + lines(headers) + "\r\n";
	}

	public static String post(String body, String... headers) {
		return request("POST", "/", headers).replaceFirst("\r\n\r\n$",
				"\r\nContent-Length: " + body.length() + "\r\n\r\n") + body;
	}

	public static String postChunked(String... chunks) {
		StringBuilder request = new StringBuilder(request("POST", "/", "Transfer-Encoding: chunked"));
		for (String chunk : chunks) {
			request.append(chunk(chunk));
		}
		return request.append("0\r\n\r\n").toString();
	}

	public static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

	private static String lines(String... headers) {
		StringBuilder lines = new StringBuilder();
		for (String header : headers) {
			lines.append(header).append("\r\n");
		}
		return lines.toString();
	}

}
