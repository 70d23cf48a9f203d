package io.github.wsgi4j.python;

import java.io.IOException;

import io.github.wsgi4j.container.contract.Script;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.noteEnviron;
import static io.github.wsgi4j.container.contract.Step.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server owes an application in Python beyond the portable contract, and what
 * shows on a connection.
 */
abstract class PythonContract {

	private static final Script HELLO = Script.of(start("200 OK")).returning("Hello, ", "world");

	private final PythonSubject subject;

	private final PythonServer server;

	PythonContract(PythonSubject subject) {
		this.subject = subject;
		this.server = subject.server();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 204 No Content", "GET, 304 Not Modified", "GET, 205 Reset Content", "HEAD, 200 OK" })
	void whatHasNoBodyLeavesTheConnectionToTheNext(String method, String status) {
		this.subject.serve(Script.of(start(status)).iterating(block("abc"), block("def")));
		try (RawClient client = this.server.connect()) {
			client.send(method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readHead().status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
			this.subject.serve(HELLO);
			client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(client.readResponse().text()).isEqualTo("Hello, world");
		}
	}

	@Test
	void aClientThatReadsSlowlyGetsItAll() throws IOException {
		this.subject.serve(Script.of(start("200 OK")).iterating(block("x".repeat(65536), 64)));
		try (RawClient client = new RawClient(this.server.server().port(), 4096)) {
			client.send("GET / HTTP/1.0\r\n\r\n").readHead();
			this.subject.serve(HELLO);
			assertThat(this.server.get("/").text()).isEqualTo("Hello, world");
			int size = 0;
			while (size < 64 * 65536) {
				size += client.readSome(65536).length;
			}
			assertThat(client.isClosedByServer()).isTrue();
		}
	}

	@Test
	void noClientForgesAVariable() {
		Script script = Script.of(start("200 OK"), noteEnviron());
		this.subject.serve(script);
		RawResponse response = this.server.get("/x%00REMOTE_USER%00admin");
		assertThat(response.status()).isEqualTo(this.subject.carriesReason() ? 200 : 400);
		assertThat(script.notes()).allSatisfy((environ) -> assertThat(environ).doesNotContain("\"REMOTE_USER\":"));
	}

	@Test
	void anUpgradeToAWebSocketIsAnsweredWithAClearNo() {
		RawResponse response = this.server.exchange(String.join("\r\n", "GET /hello HTTP/1.1", "Host: localhost",
				"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
				"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""));
		assertThat(response.status()).isEqualTo(501);
		assertThat(response.text()).contains("WebSocket is not supported");
	}

	@Test
	void requestsShareAConnection() {
		this.subject.serve(HELLO);
		try (RawClient client = this.server.connect()) {
			for (int i = 0; i < 20; i++) {
				client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(client.readResponse().text()).isEqualTo("Hello, world");
			}
		}
	}

}
