package io.github.wsgi4j.container.contract;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.ScriptedBody;
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
abstract class FailureContract extends InterfaceContract {

	FailureContract(Subject subject) {
		super(subject);
	}

	static Stream<Throwable> failures() {
		return Stream.of(new IllegalStateException("the failure"), new IOException("the failure"),
				new EOFException("the failure"), new IOException("the failure: Broken pipe"),
				new IOException("the failure: Connection reset by peer"), new InterruptedException("the failure"),
				new StackOverflowError("the failure"), new NoClassDefFoundError("the failure"),
				new OutOfMemoryError("the failure"));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionOfTheCallIsAnsweredByBootsOwnErrorResponseAndLogged(Throwable failure, CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-A", "1"), Header.of("Content-Length", "3")));
			return Body.of(ScriptedBody.of(ScriptedBody.failing(failure)).iterator().next());
		});
		assertIsAnErrorOfItsOwn(response);
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionOfTheFirstStepIsAnsweredByBootsOwnErrorResponseAndLogged(Throwable failure, CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody.of(ScriptedBody.failing(failure)),
				Header.of("X-A", "1"), Header.of("Content-Length", "3")));
		assertIsAnErrorOfItsOwn(response);
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionAfterTheHeadersBreaksTheResponseBehindTheLastBlockAndIsLogged(Throwable failure,
			CapturedOutput output) {
		Answer response = exchange(Ask.get("/"),
				answering(ScriptedBody.of(ScriptedBody.block("sent"), ScriptedBody.failing(failure))));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		await().untilAsserted(() -> assertThat(output).contains("the failure"));
		assertAnswers();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void exceptionWithinAContentLengthBreaksTheResponse(Throwable failure) {
		Answer response = exchange(Ask.get("/"),
				answering(ScriptedBody.of(ScriptedBody.block("sent"), ScriptedBody.failing(failure)),
						Header.of("Content-Length", "10")));
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void manyBlocksSentBeforeAnExceptionAllArrive() {
		String block = "x".repeat(10_000);
		Answer response = exchange(Ask.get("/"),
				answering(ScriptedBody.of(ScriptedBody.block(block), ScriptedBody.block(block),
						ScriptedBody.block(block + "end"), ScriptedBody.failing(new IllegalStateException("late")))));
		assertThat(response.text().equals(block.repeat(3) + "end")).isTrue();
		assertThat(response.complete()).isFalse();
	}

	@Test
	void responseStatusExceptionKeepsItsStatus() {
		ResponseStatusException failure = new ResponseStatusException(HttpStatus.CONFLICT, "kept");
		assertThat(exchange(Ask.get("/"), (environ, start) -> {
			throw failure;
		}).status()).isEqualTo(409);
		assertThat(exchange(Ask.get("/"), answering(ScriptedBody.of(ScriptedBody.failing(failure)))).status())
			.isEqualTo(409);
	}

	@Test
	void nullBodyIsAnError() {
		assertIsAnErrorOfItsOwn(exchange(Ask.get("/"), breaking(answering(null, Header.of("X-A", "1")))));
		assertAnswers();
	}

	@Test
	void nullIteratorIsAnError() {
		assertIsAnErrorOfItsOwn(exchange(Ask.get("/"), breaking(answering(() -> null, Header.of("X-A", "1")))));
		assertAnswers();
	}

	@Test
	void nullBlockIsAnError() {
		assertIsAnErrorOfItsOwn(
				exchange(Ask.get("/"), breaking(answering(ScriptedBody.of(() -> null), Header.of("X-A", "1")))));
		assertIsAnErrorOfItsOwn(
				exchange(Ask.get("/"), breaking(answering(Arrays.asList(bytes("x"), null), Header.of("X-A", "1")))));
		Answer late = exchange(Ask.get("/"),
				breaking(answering(ScriptedBody.of(ScriptedBody.block("sent"), () -> null))));
		assertThat(late.text()).isEqualTo("sent");
		assertThat(late.complete()).isFalse();
		assertAnswers();
	}

	private static void assertIsAnErrorOfItsOwn(Answer response) {
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.header("X-A")).isNull();
		assertThat(response.complete()).isTrue();
	}

}
