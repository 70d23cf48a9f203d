package io.github.wsgi4j.container;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Requests that cannot be parsed get a 4xx and a closed connection.
 */
abstract class BadRequestContract extends Contract {

	BadRequestContract(WsgiServer server) {
		super(server);
	}

	static Stream<Arguments> badRequests() {
		return Stream.of(argumentSet("garbage as the request line", "GARBAGE\r\n\r\n"),
				argumentSet("no protocol", "GET /\r\nHost: localhost\r\n\r\n"),
				argumentSet("unknown protocol", "GET / SPAM/1.1\r\nHost: localhost\r\n\r\n"),
				argumentSet("request line that is too long", get("/" + "x".repeat(10_000))),
				argumentSet("header that is too long", get("/", "X-A: " + "x".repeat(20_000))),
				argumentSet("too many headers", get("/", "X-A: 1\r\n".repeat(5_000) + "X-B: 1")),
				argumentSet("Content-Length that is no number", get("/", "Content-Length: abc")),
				argumentSet("Content-Length that is negative", get("/", "Content-Length: -1")),
				argumentSet("Content-Length with a sign", get("/", "Content-Length: +1") + "x"),
				argumentSet("two Content-Lengths", get("/", "Content-Length: 1", "Content-Length: 2") + "x"),
				argumentSet("list of Content-Lengths", get("/", "Content-Length: 1, 2") + "x"),
				argumentSet("space in the name of a header", get("/", "X A: 1")),
				argumentSet("space before the colon", get("/", "X-A : 1")),
				argumentSet("header without a name", get("/", ": 1")),
				argumentSet("header without a colon", get("/", "X-A")),
				argumentSet("NUL in the value of a header", get("/", "X-A: a\u0000b")),
				argumentSet("control character in the name of a header", get("/", "X\u0001A: b")),
				argumentSet("no Host on HTTP/1.1", "GET / HTTP/1.1\r\n\r\n"),
				argumentSet("two Hosts", get("/", "Host: other")),
				argumentSet("unknown transfer coding", request("POST", "/", "Transfer-Encoding: rot13") + "abc"));
	}

	@ParameterizedTest
	@MethodSource("badRequests")
	void whatCannotBeParsedIsRejectedAndTheConnectionClosed(String request) {
		AtomicInteger calls = new AtomicInteger();
		this.server.serve((environ, start) -> {
			Environ.input(environ).readAllBytes();
			calls.incrementAndGet();
			start.call("200 OK", NO_HEADERS);
			return Body.text("called");
		});
		try (RawClient client = this.server.connect()) {
			client.send(request);
			assertThat(client.readResponse().status()).isBetween(400, 499);
			assertThat(client.isClosedByServer()).isTrue();
		}
		assertThat(calls).hasValue(0);
		assertAnswers();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/%zz", "/%C", "/%", "/a%2" })
	void invalidPercentEscapeIsRejected(String target) {
		// The end of such a request is known, so its connection need not be closed.
		assertThat(exchange(get(target), answering(Body.text("called"))).status()).isEqualTo(400);
		assertAnswers();
	}

	@Test
	void transferEncodingWinsOverAContentLength() {
		this.server.serve((environ, start) -> {
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.of(body);
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 2", "Transfer-Encoding: chunked") + chunk("abcdef")
					+ "0\r\n\r\n");
			RawResponse response = client.readResponse();
			assertThat((response.status() == 200 && response.text().equals("abcdef")) || response.status() == 400)
				.isTrue();
		}
		assertAnswers();
	}

	@Test
	void clientThatSendsNothingButABeginningHarmsNobody() {
		try (RawClient client = this.server.connect()) {
			client.send("GET / HT");
			assertAnswers();
		}
		assertAnswers();
	}

}
