package io.github.wsgi4j.container.contract;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.ScriptedBody;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming: what a client sees while the application computes.
 */
abstract class StreamingContract extends InterfaceContract {

	StreamingContract(Subject subject) {
		super(subject);
	}

	@Test
	void blockIsSentBeforeTheNextIsAskedFor() {
		CountDownLatch first = new CountDownLatch(1);
		CountDownLatch second = new CountDownLatch(1);
		try (Conversation conversation = open(Ask.get("/"), answering(ScriptedBody.of(ScriptedBody.block("1"), () -> {
			pass(first);
			return bytes("2");
		}, () -> {
			pass(second);
			return bytes("3");
		})))) {
			assertThat(conversation.read(1)).isEqualTo("1");
			first.countDown();
			assertThat(conversation.read(1)).isEqualTo("2");
			second.countDown();
			assertThat(conversation.read(2)).isEqualTo("3");
		}
	}

	@Test
	void writeSendsHeadersAndBlockAtOnce() {
		CountDownLatch seen = new CountDownLatch(1);
		try (Conversation conversation = open(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("first"));
			pass(seen);
			return Body.empty();
		})) {
			assertThat(conversation.status()).isEqualTo(200);
			assertThat(conversation.read(5)).isEqualTo("first");
			seen.countDown();
			assertThat(conversation.read(1)).isEmpty();
		}
	}

	@Test
	void writeOfNothingSendsTheHeaders() {
		CountDownLatch seen = new CountDownLatch(1);
		try (Conversation conversation = open(Ask.get("/"), (environ, start) -> {
			start.call("201 Made", NO_HEADERS).call(new byte[0]);
			pass(seen);
			return Body.text("rest");
		})) {
			assertThat(conversation.status()).isEqualTo(201);
			seen.countDown();
			assertThat(conversation.read(5)).isEqualTo("rest");
		}
	}

	@Test
	void flushOfTheErrorsWritesAtOnce(CapturedOutput output) {
		CountDownLatch seen = new CountDownLatch(1);
		try (Conversation conversation = open(Ask.get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS).call(bytes("begun"));
			PrintWriter errors = (PrintWriter) environ.get(Environ.WSGI_ERRORS);
			errors.print("flushed early");
			errors.flush();
			pass(seen);
			return Body.empty();
		})) {
			await().untilAsserted(() -> assertThat(output).contains("flushed early"));
			seen.countDown();
			assertThat(conversation.read(6)).isEqualTo("begun");
		}
	}

}
