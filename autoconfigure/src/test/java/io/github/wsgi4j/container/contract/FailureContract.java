package io.github.wsgi4j.container.contract;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static io.github.wsgi4j.container.contract.ScriptBody.nothing;
import static io.github.wsgi4j.container.contract.ScriptBody.steps;
import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.fail;
import static io.github.wsgi4j.container.contract.Step.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Error Handling: what becomes of an exception.
 */
abstract class FailureContract extends InterfaceContract {

	FailureContract(Subject subject) {
		super(subject);
	}

	@ParameterizedTest
	@EnumSource
	void exceptionOfTheCallIsAnsweredByBootsOwnErrorResponseAndLogged(Failure failure, CapturedOutput output) {
		assertIsAnErrorOfItsOwn(exchange(Ask.get("/"),
				Script.of(start("200 OK", Header.of("X-A", "1"), Header.of("Content-Length", "3")), fail(failure))));
		await().untilAsserted(() -> assertThat(output).contains(failure.message()));
		assertAnswers();
	}

	@ParameterizedTest
	@EnumSource
	void exceptionOfTheFirstStepIsAnsweredByBootsOwnErrorResponseAndLogged(Failure failure, CapturedOutput output) {
		assertIsAnErrorOfItsOwn(exchange(Ask.get("/"),
				answering(steps(fail(failure)), Header.of("X-A", "1"), Header.of("Content-Length", "3"))));
		await().untilAsserted(() -> assertThat(output).contains(failure.message()));
		assertAnswers();
	}

	@ParameterizedTest
	@EnumSource
	void exceptionAfterTheHeadersBreaksTheResponseBehindTheLastBlockAndIsLogged(Failure failure,
			CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), answering(steps(block("sent"), fail(failure))));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		await().untilAsserted(() -> assertThat(output).contains(failure.message()));
		assertAnswers();
	}

	@ParameterizedTest
	@EnumSource
	void exceptionWithinAContentLengthBreaksTheResponse(Failure failure) {
		Answer response = exchange(Ask.get("/"),
				answering(steps(block("sent"), fail(failure)), Header.of("Content-Length", "10")));
		assertThat(response.text()).isEqualTo("sent");
		assertThat(response.complete()).isFalse();
		assertAnswers();
	}

	@Test
	void manyBlocksSentBeforeAnExceptionAllArrive() {
		String block = "x".repeat(10_000);
		Answer response = exchange(Ask.get("/"),
				answering(steps(block(block, 2), block(block + "end"), fail(Failure.STATE))));
		assertThat(response.text().equals(block.repeat(3) + "end")).isTrue();
		assertThat(response.complete()).isFalse();
	}

	@Test
	void noBodyIsAnError() {
		assertIsAnErrorOfItsOwn(exchange(Ask.get("/"), breaking(answering(nothing(), Header.of("X-A", "1")))));
		assertAnswers();
	}

	@Test
	void blockThatIsNoneIsAnError() {
		for (ScriptBody body : new ScriptBody[] { steps(block(null)), list("x", null) }) {
			assertIsAnErrorOfItsOwn(exchange(Ask.get("/"), breaking(answering(body, Header.of("X-A", "1")))));
		}
		Answer late = exchange(Ask.get("/"), breaking(answering(blocks("sent", null))));
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
