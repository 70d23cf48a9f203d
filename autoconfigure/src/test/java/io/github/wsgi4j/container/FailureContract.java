package io.github.wsgi4j.container;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Error Handling: what becomes of an exception.
 */
abstract class FailureContract extends Contract {

	FailureContract(WsgiServer server) {
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
	void exceptionOfTheCallIsAnsweredByBootsOwnErrorResponseAndLogged(Throwable failure, CapturedOutput output) {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-A", "1"), Header.of("Content-Length", "3")));
			return Body.of(ScriptedBody.of(ScriptedBody.failing(failure)).iterator().next());
		});
		assertIsBootsOwn(response);
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionOfTheFirstStepIsAnsweredByBootsOwnErrorResponseAndLogged(Throwable failure, CapturedOutput output) {
		RawResponse response = exchange(get("/"), answering(ScriptedBody.of(ScriptedBody.failing(failure)),
				Header.of("X-A", "1"), Header.of("Content-Length", "3")));
		assertIsBootsOwn(response);
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionAfterTheHeadersBreaksTheConnectionBehindTheLastBlockAndIsLogged(Throwable failure,
			CapturedOutput output) {
		RawResponse response = exchange(get("/"),
				answering(ScriptedBody.of(ScriptedBody.block("sent"), ScriptedBody.failing(failure))));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
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

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionWithinAContentLengthBreaksTheConnection(Throwable failure) {
		RawResponse response = exchange(get("/"),
				answering(ScriptedBody.of(ScriptedBody.block("sent"), ScriptedBody.failing(failure)),
						Header.of("Content-Length", "10")));
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void manyBlocksSentBeforeAnExceptionAllArrive() {
		String block = "x".repeat(10_000);
		RawResponse response = exchange(get("/"),
				answering(ScriptedBody.of(ScriptedBody.block(block), ScriptedBody.block(block),
						ScriptedBody.block(block + "end"), ScriptedBody.failing(new IllegalStateException("late")))));
		assertThat(response.text().equals(block.repeat(3) + "end")).isTrue();
		assertThat(response.complete()).isFalse();
	}

	@Test
	void responseStatusExceptionKeepsItsStatus() {
		ResponseStatusException failure = new ResponseStatusException(HttpStatus.CONFLICT, "kept");
		assertThat(exchange(get("/"), (environ, start) -> {
			throw failure;
		}).status()).isEqualTo(409);
		assertThat(exchange(get("/"), answering(ScriptedBody.of(ScriptedBody.failing(failure)))).status())
			.isEqualTo(409);
	}

	@Test
	void nullBodyIsAnError() {
		assertIsBootsOwn(exchange(get("/"), answering(null, Header.of("X-A", "1"))));
		assertAnswers();
	}

	@Test
	void nullIteratorIsAnError() {
		assertIsBootsOwn(exchange(get("/"), answering(() -> null, Header.of("X-A", "1"))));
		assertAnswers();
	}

	@Test
	void nullBlockIsAnError() {
		assertIsBootsOwn(exchange(get("/"), answering(ScriptedBody.of(() -> null), Header.of("X-A", "1"))));
		assertIsBootsOwn(exchange(get("/"), answering(Arrays.asList(bytes("x"), null), Header.of("X-A", "1"))));
		RawResponse late = exchange(get("/"), answering(ScriptedBody.of(ScriptedBody.block("sent"), () -> null)));
		assertThat(late.text()).isEqualTo("sent");
		assertThat(late.complete()).isFalse();
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

	private static void assertIsBootsOwn(RawResponse response) {
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.header("X-A")).isNull();
		assertThat(response.complete()).isTrue();
		assertThat(response.text()).contains("\"status\":500");
	}

}
