package io.github.wsgi4j.container.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A response that ends the connection while its request is still on the way: RFC 9112,
 * section 9.6.
 */
@OnOldestJava
@Timeout(60)
class LingeringCloseTests {

	private static final int PART = 100_000;

	private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private final WsgiServer server = new WsgiServer("wsgi.request.buffering=stream", "wsgi.limits.max-body-size=500KB")
		.serve((environ, start) -> {
			start.call("200 OK", List.of());
			return Body.text("not read");
		});

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void anApplicationThatDoesNotReadTheBodyIsHeard() throws IOException {
		answersAnUploadOf("Content-Length: " + 3 * PART, 200);
	}

	@Test
	void theAnswerToALengthBeyondTheLimitIsHeard() throws IOException {
		answersAnUploadOf("Content-Length: 2000000", 413);
	}

	@Test
	void theAnswerToACodingThatIsNotKnownIsHeard() throws IOException {
		answersAnUploadOf("Transfer-Encoding: gzip, chunked", 400);
	}

	@Test
	void aClientThatGoesOnSendingIsCutOff() {
		try (RawClient client = this.server.connect()) {
			start(client, "Content-Length: 2000000000");
			assertThat(client.readResponse().status()).isEqualTo(413);
			assertThat(endsWhileSending(client)).isTrue();
		}
	}

	// Without a close in two stages the first part sent behind the end is answered with a
	// reset, and the second one fails.
	private void answersAnUploadOf(String framing, int status) throws IOException {
		try (RawClient client = this.server.connect()) {
			start(client, framing);
			assertThat(client.readResponse().status()).isEqualTo(status);
			assertThat(client.isClosedByServer()).isTrue();
			for (int i = 0; i < 2; i++) {
				client.send("x".repeat(PART));
			}
			client.socket().shutdownOutput();
			assertThat(client.isReset()).isFalse();
		}
	}

	private static void start(RawClient client, String framing) {
		client.send("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + framing + "\r\n\r\n")
			.send("x".repeat(PART));
	}

	private static boolean endsWhileSending(RawClient client) {
		byte[] part = new byte[PART];
		long begun = System.nanoTime();
		try {
			while (System.nanoTime() - begun < LIMIT_NANOS) {
				client.socket().getOutputStream().write(part);
			}
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}
