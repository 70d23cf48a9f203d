package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.web.Handler;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Upload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	@Test
	void clientThatGoesAwayLeavesNoUpload() {
		CountDownLatch left = new CountDownLatch(1);
		AtomicReference<Upload> upload = new AtomicReference<>();
		Handler handler = (request) -> {
			upload.set(request.upload("file"));
			return Response.stream("text/plain", ScriptedBody.of(endless(left)));
		};
		Ask ask = Ask.post("--XX\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n" + "x".repeat(100_000)
				+ "\r\n--XX--\r\n", "Content-Type: multipart/form-data; boundary=XX");
		try (Conversation conversation = open(ask, handler)) {
			assertThat(conversation.read(5)).isEqualTo("first");
		}
		left.countDown();
		await().untilAsserted(
				() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> upload.get().stream().read()));
		await().ignoreExceptions().untilAsserted(this::assertAnswers);
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
