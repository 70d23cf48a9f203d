package io.github.wsgi4j.container.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

import org.awaitility.Awaitility;

/**
 * Waits for a number that grows to stop growing.
 */
public final class Settled {

	private Settled() {
	}

	/**
	 * The number once it has been the same, and not zero, for half a second.
	 */
	public static int value(IntSupplier number) {
		AtomicInteger last = new AtomicInteger();
		AtomicInteger times = new AtomicInteger();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(50)).until(() -> {
			int now = number.getAsInt();
			times.set((now > 0 && now == last.getAndSet(now)) ? times.get() + 1 : 0);
			return times.get() >= 10;
		});
		return last.get();
	}

}
