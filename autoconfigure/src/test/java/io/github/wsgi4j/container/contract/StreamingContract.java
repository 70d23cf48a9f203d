package io.github.wsgi4j.container.contract;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static io.github.wsgi4j.container.contract.ScriptBody.steps;
import static io.github.wsgi4j.container.contract.Step.block;
import static io.github.wsgi4j.container.contract.Step.flush;
import static io.github.wsgi4j.container.contract.Step.pause;
import static io.github.wsgi4j.container.contract.Step.print;
import static io.github.wsgi4j.container.contract.Step.start;
import static io.github.wsgi4j.container.contract.Step.write;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Buffering and Streaming: what a client sees while the application computes.
 */
public abstract class StreamingContract extends InterfaceContract {

	public StreamingContract(Subject subject) {
		super(subject);
	}

	@Test
	void blockIsSentBeforeTheNextIsAskedFor() {
		Script script = answering(steps(block("1"), pause("first"), block("2"), pause("second"), block("3")));
		try (Conversation conversation = open(Ask.get("/"), script)) {
			assertThat(conversation.read(1)).isEqualTo("1");
			script.open("first");
			assertThat(conversation.read(1)).isEqualTo("2");
			script.open("second");
			assertThat(conversation.read(2)).isEqualTo("3");
		}
	}

	@Test
	void writeSendsHeadersAndBlockAtOnce() {
		Script script = Script.of(start("200 OK"), write("first"), pause("seen"));
		try (Conversation conversation = open(Ask.get("/"), script)) {
			assertThat(conversation.status()).isEqualTo(200);
			assertThat(conversation.read(5)).isEqualTo("first");
			script.open("seen");
			assertThat(conversation.read(1)).isEmpty();
		}
	}

	@Test
	void writeOfNothingSendsTheHeaders() {
		Script script = Script.of(start("201 Made"), write(""), pause("seen")).returning("rest");
		try (Conversation conversation = open(Ask.get("/"), script)) {
			assertThat(conversation.status()).isEqualTo(201);
			script.open("seen");
			assertThat(conversation.read(5)).isEqualTo("rest");
		}
	}

	@Test
	void flushOfTheErrorsWritesAtOnce(CapturedOutput output) {
		Script script = Script.of(start("200 OK"), write("begun"), print("flushed early"), flush(), pause("seen"));
		try (Conversation conversation = open(Ask.get("/"), script)) {
			await().untilAsserted(() -> assertThat(output).contains("flushed early"));
			script.open("seen");
			assertThat(conversation.read(6)).isEqualTo("begun");
		}
	}

}
