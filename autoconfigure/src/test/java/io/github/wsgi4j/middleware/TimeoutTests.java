package io.github.wsgi4j.middleware;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TimeoutTests {

	private static final Duration SOON = Duration.ofMillis(20);

	@Test
	void whatTakesTooLongIsInterruptedAndAnswered() {
		WsgiResponse response = client(SOON, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			hang();
			return Body.text("never");
		}).get("/").send();
		assertThat(response.status()).isEqualTo("503 Service Unavailable");
		assertThat(response.text()).isEqualTo("The request took too long.\n");
		assertThat(response.header("Cache-Control")).isEqualTo("no-store");
		assertThat(response.failure()).isNull();
		assertThat(response.errors()).contains("after 20 ms", "InterruptedException", "TimeoutTests.hang");
	}

	@Test
	void anAnswerInSpiteOfTheInterruptCountsAndTheInterruptIsGone() {
		WsgiResponse response = client(SOON, (environ, startResponse) -> {
			awaitInterrupt();
			startResponse.call("200 OK", List.of());
			return Body.text("late");
		}).get("/").send();
		assertThat(response.text()).isEqualTo("late");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void anExceptionInTimeIsNotTouched() {
		IllegalStateException failure = new IllegalStateException("no");
		assertThat(client(Duration.ofMinutes(1), (environ, startResponse) -> {
			throw failure;
		}).get("/").send().failure()).isSameAs(failure);
	}

	@Test
	void whatWasSentIsNotAnsweredAgain() {
		IllegalStateException failure = new IllegalStateException("no");
		WsgiResponse response = client(SOON, (environ, startResponse) -> {
			awaitInterrupt();
			startResponse.call("200 OK", List.of()).call("sent".getBytes(StandardCharsets.UTF_8));
			throw failure;
		}).get("/").send();
		assertThat(response.failure()).isSameAs(failure);
		assertThat(response.text()).isEqualTo("sent");
	}

	@Test
	void theFirstBlockWrittenEndsTheLimit() {
		WsgiResponse response = client(SOON, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call("sent".getBytes(StandardCharsets.UTF_8));
			Deadline later = Deadline.start(Duration.ofMillis(100));
			awaitInterrupt();
			return Body.text(" " + later.end());
		}).get("/").send();
		assertThat(response.text()).isEqualTo("sent true");
	}

	@Test
	void aThreadThatMustNotBeInterruptedHasNoLimit() throws Exception {
		StartResponse given = (status, headers, excInfo) -> (block) -> {
		};
		AtomicReference<StartResponse> seen = new AtomicReference<>();
		Application application = (environ, startResponse) -> {
			seen.set(startResponse);
			return Body.empty();
		};
		Timeout.after(SOON)
			.interrupting((thread) -> !thread.equals(Thread.currentThread()))
			.wrap(application)
			.call(EnvironBuilder.of("GET", "/").build(), given);
		assertThat(seen).hasValue(given);
	}

	@Test
	void aLimitIsPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> Timeout.after(Duration.ZERO));
		assertThatIllegalArgumentException().isThrownBy(() -> Timeout.after(Duration.ofMillis(-1)));
	}

	@Test
	void aLimitMayBeBeyondAllBounds() {
		assertThat(client(Duration.ofSeconds(Long.MAX_VALUE), (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text("hello");
		}).get("/").send().text()).isEqualTo("hello");
	}

	private static WsgiClient client(Duration limit, Application application) {
		return Between.validators(Timeout.after(limit), application);
	}

	private static void hang() throws InterruptedException {
		assertThat(new CountDownLatch(1).await(20, TimeUnit.SECONDS)).as("not interrupted").isTrue();
	}

	private static void awaitInterrupt() {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (!Thread.currentThread().isInterrupted() && System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
	}

}
