package io.github.wsgi4j.container;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that goes away, which a servlet container notices when it writes.
 */
abstract class DepartureContract extends InterfaceContract {

	DepartureContract(Subject subject) {
		super(subject);
	}

	@Test
	void clientThatGoesAwayBetweenTwoBlocksClosesTheBodyOnce() {
		CountDownLatch left = new CountDownLatch(1);
		CompletableFuture<Boolean> ended = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.closing(() -> {
			ended.complete(true);
			return null;
		}, endless(left));
		try (Conversation conversation = open(Ask.get("/"), answering(body))) {
			assertThat(conversation.read(5)).isEqualTo("first");
		}
		left.countDown();
		assertThat(take(ended)).isTrue();
		// Tomcat notices on two threads at once, and may close another connection by it.
		await().ignoreExceptions().untilAsserted(this::assertAnswers);
		assertThat(body.closed()).isOne();
	}

	// It tries long enough for any server to notice that nobody is there.
	private static ScriptedBody.Step[] endless(CountDownLatch left) {
		ScriptedBody.Step[] steps = new ScriptedBody.Step[10_000];
		Arrays.fill(steps, ScriptedBody.block("x".repeat(64 * 1024)));
		steps[0] = ScriptedBody.block("first");
		steps[1] = () -> {
			pass(left);
			return bytes("second");
		};
		return steps;
	}

}
