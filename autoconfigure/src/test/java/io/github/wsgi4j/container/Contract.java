package io.github.wsgi4j.container;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What all topics of the contract share: a server, requests as text, and waits that end.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
abstract class Contract {

	static final List<Header> NO_HEADERS = List.of();

	private static final int SECONDS = 10;

	final WsgiServer server;

	Contract(WsgiServer server) {
		this.server = server;
	}

	/**
	 * Sends a request to an application that answers a body, and reads the response.
	 */
	final RawResponse exchange(String request, Application application) {
		return this.server.serve(application).exchange(request);
	}

	/**
	 * The environ that an application gets of a request which is answered 200. It lacks
	 * the input, which cannot be read any more and so cannot be shown by an assertion
	 * either.
	 */
	final Map<String, Object> environOf(String request) {
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
	final void assertAnswers() {
		RawResponse response = exchange(get("/"), answering(Body.text("still here")));
		assertThat(response.text()).isEqualTo("still here");
	}

	static Application answering(Iterable<byte[]> body, Header... headers) {
		return answering("200 OK", body, headers);
	}

	static Application answering(String status, Iterable<byte[]> body, Header... headers) {
		return (environ, start) -> {
			start.call(status, List.of(headers));
			return body;
		};
	}

	static String get(String target, String... headers) {
		return request("GET", target, headers);
	}

	static String request(String method, String target, String... headers) {
		return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(headers) + "\r\n";
	}

	static String http10(String method, String target, String... headers) {
		return method + " " + target + " HTTP/1.0\r\n" + lines(headers) + "\r\n";
	}

	static String post(String body, String... headers) {
		return request("POST", "/", headers).replaceFirst("\r\n\r\n$",
				"\r\nContent-Length: " + body.length() + "\r\n\r\n") + body;
	}

	static String postChunked(String... chunks) {
		StringBuilder request = new StringBuilder(request("POST", "/", "Transfer-Encoding: chunked"));
		for (String chunk : chunks) {
			request.append(chunk(chunk));
		}
		return request.append("0\r\n\r\n").toString();
	}

	static String chunk(String text) {
		return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	static void pass(CountDownLatch latch) throws InterruptedException {
		if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("Waited in vain");
		}
	}

	static ConditionFactory await() {
		return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
	}

	/**
	 * Waits until an application that counts its blocks has begun and computes no more.
	 */
	static void awaitStandstill(AtomicInteger computed) {
		int[] last = new int[1];
		Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
			int before = last[0];
			last[0] = computed.get();
			return before > 0 && before == last[0];
		});
	}

	static <T> T take(CompletableFuture<T> future) {
		return future.orTimeout(SECONDS, TimeUnit.SECONDS).join();
	}

	private static String lines(String... headers) {
		StringBuilder lines = new StringBuilder();
		for (String header : headers) {
			lines.append(header).append("\r\n");
		}
		return lines.toString();
	}

}
