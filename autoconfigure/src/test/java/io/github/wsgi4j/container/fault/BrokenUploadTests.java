package io.github.wsgi4j.container.fault;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class BrokenUploadTests {

	private static final String REQUEST = String.join("\r\n", "POST / HTTP/1.1", "Host: localhost",
			"Transfer-Encoding: chunked", "", "4;x=y", "body", "zz", "", "");

	@Test
	void aMalformedChunkIsNoErrorOfTheServer(CapturedOutput output) {
		try (WsgiServer server = new WsgiServer("wsgi.request.buffering=full")) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.of(((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes());
			});
			for (int i = 0; i < 200; i++) {
				assertThat(server.exchange(REQUEST).status()).isEqualTo(400);
			}
		}
		assertThat(output).doesNotContain(" ERROR ");
	}

	/** What was sent must not look like all of it. */
	@Test
	void aMalformedChunkBehindTheHeadBreaksTheResponse(CapturedOutput output) throws IOException {
		try (WsgiServer server = new WsgiServer("wsgi.request.buffering=stream")) {
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.of(Environ.input(environ), 4);
			});
			for (int i = 0; i < 20; i++) {
				try (RawClient client = server.connect()) {
					client.send("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n")
						.readHead();
					assertThat(client.readChunk()).isEqualTo("body");
					client.send("zz\r\n");
					assertThatIOException().isThrownBy(client::readChunk);
				}
			}
		}
		assertThat(output).doesNotContain(" ERROR ");
	}

	@Test
	void anUploadThatEndsWithItsConnectionIsNoError(CapturedOutput output) {
		try (WsgiServer server = new WsgiServer("wsgi.request.buffering=full")) {
			for (int i = 0; i < 20; i++) {
				try (RawClient client = server.connect()) {
					client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nbody");
				}
			}
			server.serve((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.empty();
			});
			assertThat(server.get("/").status()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(" ERROR ");
	}

}
