package io.github.wsgi4j.container.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;

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
		assertClosedOnce(Ask.get("/"), ScriptedBody.blocks("a", "b"));
		assertClosedOnce(Ask.get("/"), ScriptedBody.blocks("a"), Header.of("Content-Length", "1"));
	}

	@Test
	void emptyBodyIsClosedOnce() {
		assertClosedOnce(Ask.get("/"), ScriptedBody.blocks());
		assertClosedOnce(Ask.get("/"), ScriptedBody.blocks(""));
	}

	@Test
	void bodyIsClosedOnceAfterAnExceptionInTheFirstStep() {
		assertClosedOnce(Ask.get("/"), ScriptedBody.of(ScriptedBody.failing(new IllegalStateException("first"))));
	}

	@Test
	void bodyIsClosedOnceAfterAnExceptionInALaterStep() {
		assertClosedOnce(Ask.get("/"),
				ScriptedBody.of(ScriptedBody.block("a"), ScriptedBody.failing(new IllegalStateException("later"))));
	}

	@Test
	void bodyIsClosedOnceAfterANullBlock() {
		assertBreakerIsClosedOnce(ScriptedBody.of(() -> null));
		assertBreakerIsClosedOnce(ScriptedBody.of(ScriptedBody.block("a"), () -> null));
	}

	@Test
	void bodyIsClosedOnceIfStartResponseWasNeverCalled() {
		ScriptedBody body = ScriptedBody.blocks("a");
		assertThat(exchange(Ask.get("/"), breaking((environ, start) -> body)).status()).isEqualTo(500);
		assertIsClosedOnce(body);
	}

	@Test
	void bodyIsClosedOnceIfItIsLongerOrShorterThanItsContentLength() {
		Header four = Header.of("Content-Length", "4");
		assertBreakerIsClosedOnce(ScriptedBody.blocks("abc", "def", "ghi"), four);
		assertBreakerIsClosedOnce(ScriptedBody.blocks("abc"), four);
	}

	@ParameterizedTest
	@ValueSource(strings = { "200 OK", "204 No Content", "304 Not Modified" })
	void bodyThatIsNotSentIsClosedOnce(String status) {
		ScriptedBody body = ScriptedBody.blocks("abc", "def");
		assertThat(exchange(Ask.request("HEAD", "/"), answering(status, body)).body()).isEmpty();
		assertIsClosedOnce(body);
	}

	@Test
	void bodyInMemoryIsClosedOnceToo() {
		CloseableList body = new CloseableList(bytes("a"), bytes("b"));
		assertThat(exchange(Ask.get("/"), answering(body)).text()).isEqualTo("ab");
		await().untilAsserted(() -> assertThat(body.events).containsExactly("close"));
		assertAnswers();
		assertThat(body.events).containsExactly("close");
	}

	@Test
	void bodyIsNotClosedBeforeItsLastBlockWasTaken() {
		Queue<String> events = new ConcurrentLinkedQueue<>();
		exchange(Ask.get("/"), answering(ScriptedBody.closing(() -> {
			events.add("close");
			return null;
		}, () -> {
			events.add("first");
			return bytes("a".repeat(300_000));
		}, () -> {
			events.add("last");
			return bytes("b".repeat(300_000));
		})));
		await().untilAsserted(() -> assertThat(events).containsExactly("first", "last", "close"));
	}

	@Test
	void exceptionOfCloseIsLoggedAndDoesNotSpoilTheResponse(CapturedOutput output) {
		Answer response = exchange(Ask.get("/"), answering(ScriptedBody
			.closing(ScriptedBody.failing(new IllegalStateException("in close")), () -> bytes("whole"))));
		assertThat(response.text()).isEqualTo("whole");
		assertThat(response.complete()).isTrue();
		await().untilAsserted(() -> assertThat(output).contains("in close"));
	}

	@Test
	void exceptionOfCloseDoesNotHideThatOfTheIteration(CapturedOutput output) {
		ScriptedBody body = ScriptedBody.closing(ScriptedBody.failing(new AssertionError("in close")),
				ScriptedBody.failing(new IllegalStateException("in iteration")));
		assertThat(exchange(Ask.get("/"), answering(body)).status()).isEqualTo(500);
		await().untilAsserted(() -> assertThat(output).contains("in close").contains("in iteration"));
		assertIsClosedOnce(body);
	}

	private void assertClosedOnce(Ask ask, ScriptedBody body, Header... headers) {
		exchange(ask, answering(body, headers));
		assertIsClosedOnce(body);
	}

	private void assertBreakerIsClosedOnce(ScriptedBody body, Header... headers) {
		exchange(Ask.get("/"), breaking(answering(body, headers)));
		assertIsClosedOnce(body);
	}

	private void assertIsClosedOnce(ScriptedBody body) {
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
		assertAnswers();
		assertThat(body.closed()).isOne();
	}

	private static final class CloseableList extends ArrayList<byte[]> implements AutoCloseable {

		private final transient Queue<String> events = new ConcurrentLinkedQueue<>();

		CloseableList(byte[]... blocks) {
			Collections.addAll(this, blocks);
		}

		@Override
		public void close() {
			this.events.add("close");
		}

	}

}
