package io.github.wsgi4j.container.limits;

import java.io.IOException;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that is waited for has to send something.
 */
abstract class ReadTimeoutContract extends Contract {

	private static final int PAUSE_MILLIS = 100;

	private static final Application ECHO = (environ, start) -> {
		byte[] body = Environ.input(environ).readAllBytes();
		start.call("200 OK", NO_HEADERS);
		return Body.of(body);
	};

	ReadTimeoutContract(WsgiServer server) {
		super(server);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab" })
	void aStalledUploadIsAnswered408AndItsConnectionClosed(String sent) {
		stalls(request("POST", "/", "Content-Length: 3") + sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "2\r\nab\r\n", "5\r\na" })
	void aStalledChunkedUploadIsAnswered408AndItsConnectionClosed(String sent) {
		stalls(request("POST", "/", "Transfer-Encoding: chunked") + sent);
	}

	private void stalls(String request) {
		this.server.serve(ECHO);
		try (RawClient client = this.server.connect()) {
			RawResponse response = client.send(request).readResponse();
			assertThat(response.status()).isEqualTo(408);
			assertThat(response.text()).contains("\"status\":408");
			assertThat(response.headers("Connection")).containsExactly("close");
			assertThat(client.isClosedByServer()).isTrue();
		}
		assertThat(this.server.exchange(post("whole")).text()).isEqualTo("whole");
	}

	@Test
	void aClientThatGoesOnAfterTheAnswerStillHearsIt() throws IOException {
		this.server.serve(ECHO);
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 200000") + "ab");
			assertThat(client.readHead().status()).isEqualTo(408);
			client.send("x".repeat(50_000)).send("x".repeat(50_000));
			assertThat(client.isReset()).isFalse();
		}
	}

	@Test
	void anUploadThatIsSlowerThanAllLimitsIsTaken() throws IOException {
		this.server.serve(ECHO);
		try (RawClient client = this.server.connect()) {
			int parts = LimitsSuite.TOO_LONG_MILLIS / PAUSE_MILLIS;
			client.send(request("POST", "/", "Content-Length: " + parts));
			for (int i = 0; i < parts; i++) {
				assertThat(client.isSilentFor(PAUSE_MILLIS)).isTrue();
				client.send("x");
			}
			RawResponse response = client.readResponse();
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.text()).hasSize(parts);
		}
	}

}
