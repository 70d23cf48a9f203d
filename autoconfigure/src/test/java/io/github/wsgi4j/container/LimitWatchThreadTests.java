package io.github.wsgi4j.container;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Who makes a watch need not close it.
 */
class LimitWatchThreadTests {

	private static final Limits LIMITS = new Limits(1, Duration.ZERO, Duration.ZERO, 0, 1, 1024, Duration.ofSeconds(1));

	private final LimitWatch watch = new LimitWatch(Duration.ZERO);

	@Test
	void withoutAResponseThereIsNone() {
		LimitWatch unused = container().watch();
		unused.include(LIMITS);
		assertThat(unused.thread()).isNull();
	}

	@Test
	void itEndsSomeTimeAfterTheLastResponse() {
		ResponseWatch response = add();
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
			ResponseWatch response = add();
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

	private ResponseWatch add() {
		this.watch.include(LIMITS);
		ResponseWatch response = new ResponseWatch(null, container(), null);
		this.watch.add(response);
		return response;
	}

	private static WsgiContainer container() {
		return new WsgiContainer(null,
				new WsgiSettings(Map.of(), true, Buffering.FULL, 1, LIMITS, Duration.ZERO, null));
	}

}
