package io.github.wsgi4j.container.contract;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

import static io.github.wsgi4j.container.contract.ScriptBody.blocks;
import static io.github.wsgi4j.container.contract.ScriptBody.closeableList;
import static io.github.wsgi4j.container.contract.ScriptBody.steps;
import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.fail;
import static io.github.wsgi4j.container.contract.Step.note;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body that can be closed is closed exactly once, on every path; those of a disconnect
 * are in {@code DisconnectContract}.
 */
abstract class CloseContract extends InterfaceContract {

	CloseContract(Subject subject) {
		super(subject);
	}

	@Test
	void bodyIsClosedOnceAfterItsEnd() {
		assertClosedOnce(answering(blocks("a", "b")));
		assertClosedOnce(answering(blocks("a"), Header.of("Content-Length", "1")));
		assertClosedOnce(answering(closeableList("a", "b")));
	}

	@Test
	void emptyBodyIsClosedOnce() {
		assertClosedOnce(answering(blocks()));
		assertClosedOnce(answering(blocks("")));
	}

	@Test
	void bodyIsClosedOnceAfterAnExceptionInTheFirstStep() {
		assertClosedOnce(answering(steps(fail(Failure.STATE))));
	}

	@Test
	void bodyIsClosedOnceAfterAnExceptionInALaterStep() {
		assertClosedOnce(answering(steps(block("a"), fail(Failure.STATE))));
	}

	@Test
	void bodyIsClosedOnceAfterABlockThatIsNone() {
		assertBreakerIsClosedOnce(answering(steps(block(null))));
		assertBreakerIsClosedOnce(answering(blocks("a", null)));
	}

	@Test
	void bodyIsClosedOnceIfStartResponseWasNeverCalled() {
		assertBreakerIsClosedOnce(Script.of().returning(blocks("a")));
	}

	@Test
	void bodyIsClosedOnceIfItIsLongerOrShorterThanItsContentLength() {
		Header four = Header.of("Content-Length", "4");
		assertBreakerIsClosedOnce(answering(blocks("abc", "def", "ghi"), four));
		assertBreakerIsClosedOnce(answering(blocks("abc"), four));
	}

	@ParameterizedTest
	@ValueSource(strings = { "200 OK", "204 No Content", "304 Not Modified" })
	void bodyThatIsNotSentIsClosedOnce(String status) {
		Script script = answering(status, blocks("abc", "def"));
		assertThat(exchange(Ask.request("HEAD", "/"), script).body()).isEmpty();
		assertIsClosedOnce(script);
	}

	@Test
	void bodyIsNotClosedBeforeItsLastBlockWasTaken() {
		Script script = answering(
				steps(note("first"), block("a".repeat(300_000)), note("last"), block("b".repeat(300_000))));
		exchange(Ask.get("/"), script);
		await().untilAsserted(() -> assertThat(script.notes()).containsExactly("first", "last", "close"));
	}

	@Test
	void exceptionOfCloseIsLoggedAndDoesNotSpoilTheResponse(CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), answering(blocks("whole").closing(fail(Failure.STATE, "in close"))));
		assertThat(response.text()).isEqualTo("whole");
		assertThat(response.complete()).isTrue();
		await().untilAsserted(() -> assertThat(output).contains("in close"));
	}

	@Test
	void exceptionOfCloseDoesNotHideThatOfTheIteration(CapturedOutput output) {
		Script script = answering(steps(fail(Failure.STATE, "in iteration")).closing(fail(Failure.MEMORY, "in close")));
		assertThat(exchange(Ask.get("/"), script).status()).isEqualTo(500);
		await().untilAsserted(() -> assertThat(output).contains("in close").contains("in iteration"));
		assertIsClosedOnce(script);
	}

	private void assertClosedOnce(Script script) {
		exchange(Ask.get("/"), script);
		assertIsClosedOnce(script);
	}

	private void assertBreakerIsClosedOnce(Script script) {
		exchange(Ask.get("/"), breaking(script));
		assertIsClosedOnce(script);
	}

	private void assertIsClosedOnce(Script script) {
		await().untilAsserted(() -> assertThat(script.closed()).isOne());
		assertAnswers();
		assertThat(script.closed()).isOne();
	}

}
