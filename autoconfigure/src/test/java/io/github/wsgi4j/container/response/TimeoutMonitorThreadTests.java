package io.github.wsgi4j.container.response;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.container.ApplicationLimits;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who makes a watch need not close it.
 */
class TimeoutMonitorThreadTests {

	private static final ApplicationLimits LIMITS = new ApplicationLimits(1, Duration.ZERO, Duration.ZERO, 0, 1, 1024,
			Duration.ofSeconds(1));

	private final TimeoutMonitor watch = new TimeoutMonitor(Duration.ZERO);

	@Test
	void withoutAResponseThereIsNone() {
		TimeoutMonitor unused = new TimeoutMonitor();
		unused.include(LIMITS);
		assertThat(unused.thread()).isNull();
	}

	@Test
	void itEndsSomeTimeAfterTheLastResponse() {
		Monitored response = add();
		Thread thread = this.watch.thread();
		assertThat(thread.isAlive()).isTrue();
		assertThat(thread.isDaemon()).isTrue();
		this.watch.remove(response);
		await().until(() -> !thread.isAlive());
		assertThat(this.watch.thread()).isNull();
	}

	@Test
	void theNextResponseHasAnother() {
		for (int i = 0; i < 5; i++) {
			Monitored response = add();
			Thread thread = this.watch.thread();
			assertThat(thread.isAlive()).isTrue();
			this.watch.remove(response);
			await().until(() -> this.watch.thread() == null);
		}
	}

	@Test
	void afterTheCloseThereIsNone() {
		add();
		Thread thread = this.watch.thread();
		this.watch.close();
		await().until(() -> !thread.isAlive());
		add();
		assertThat(this.watch.thread()).isNull();
	}

	@Test
	void anErrorOfOneResponseIsNotItsEnd() {
		AtomicInteger checks = new AtomicInteger();
		this.watch.include(LIMITS);
		this.watch.add(new Unlimited(() -> {
			checks.incrementAndGet();
			throw new Error("This error belongs to the test");
		}));
		await().untilAtomic(checks, Matchers.greaterThan(1));
		this.watch.close();
	}

	private Monitored add() {
		this.watch.include(LIMITS);
		Monitored response = new Unlimited();
		this.watch.add(response);
		return response;
	}

}
