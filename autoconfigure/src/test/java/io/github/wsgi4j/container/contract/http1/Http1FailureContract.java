package io.github.wsgi4j.container.contract.http1;

import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Error Handling, as a connection of HTTP/1.x shows it.
 */
abstract class Http1FailureContract extends Contract {

	Http1FailureContract(WsgiServer server) {
		super(server);
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("the failure"), new IOException("the failure"),
				new EOFException("the failure"), new IOException("the failure: Broken pipe"),
				new IOException("the failure: Connection reset by peer"), new InterruptedException("the failure"),
				new AssertionError("the failure"), new StackOverflowError("the failure"),
				new NoClassDefFoundError("the failure"), new OutOfMemoryError("the failure"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionAfterTheHeadersNeverLooksLikeTheEndOfABodyOfHttp10(Throwable failure) throws IOException {
		CountDownLatch seen = new CountDownLatch(1);
		this.server.serve(answering(ScriptedBody.of(ScriptedBody.block("sent"), () -> {
			pass(seen);
			throw failure;
		})));
		try (RawClient client = this.server.connect()) {
			client.send(http10("GET", "/")).readHead();
			assertThat(text(client.readExactly(4))).isEqualTo("sent");
			seen.countDown();
			assertThat(client.isReset()).isTrue();
		}
		assertAnswers();
	}

	@Test
	void connectionIsKeptAfterAnErrorBeforeTheHeaders() {
		try (RawClient client = this.server.connect()) {
			this.server.serve((environ, start) -> {
				throw new IllegalStateException("the failure");
			});
			assertThat(client.send(get("/")).readResponse().status()).isEqualTo(500);
			this.server.serve(answering(Body.text("next")));
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("next");
		}
	}

	@Test
	void errorBeforeTheHeadersIsAnsweredByBootsOwnErrorResponse() {
		RawResponse response = exchange(get("/"),
				answering(ScriptedBody.of(ScriptedBody.failing(new IllegalStateException("the failure")))));
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.text()).contains("\"status\":500");
	}

}
