package io.github.wsgi4j.container.contract;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that goes away, which a servlet container notices when it writes.
 */
public abstract class DepartureContract extends InterfaceContract {

	public DepartureContract(Subject subject) {
		super(subject);
	}

	@Test
	void clientThatGoesAwayBetweenTwoBlocksClosesTheBodyOnce() {
		// It tries long enough for any server to notice that nobody is there.
		Script script = answering(ScriptBody.steps(Step.block("first"), Step.pause("left"), Step.block("second"),
				Step.block("x".repeat(64 * 1024), 10_000)));
		try (Conversation conversation = open(Ask.get("/"), script)) {
			assertThat(conversation.read(5)).isEqualTo("first");
		}
		script.open("left");
		await().untilAsserted(() -> assertThat(script.closed()).isOne());
		// Tomcat notices on two threads at once, and may close another connection by it.
		await().ignoreExceptions().untilAsserted(this::assertAnswers);
		assertThat(script.closed()).isOne();
	}

}
