package io.github.wsgi4j.middleware;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Interrupts the thread that started it, unless it is ended before. The thread is not
 * interrupted once it is ended, and an interrupt that came in time is not left behind.
 */
final class Deadline {

	private final Thread thread = Thread.currentThread();

	// The JDK has a thread for these, which all share.
	private final CompletableFuture<Void> timer = new CompletableFuture<>();

	private boolean passed;

	private boolean ended;

	private Deadline() {
	}

	@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
	static Deadline start(Duration limit) {
		Deadline deadline = new Deadline();
		deadline.timer.orTimeout(TimeUnit.NANOSECONDS.convert(limit), TimeUnit.NANOSECONDS)
			.whenComplete((nothing, ex) -> {
				if (ex instanceof TimeoutException) {
					deadline.pass();
				}
			});
		return deadline;
	}

	private synchronized void pass() {
		if (!this.ended) {
			this.passed = true;
			this.thread.interrupt();
		}
	}

	/**
	 * Ends it, on the thread that started it.
	 * @return whether the thread was interrupted
	 */
	synchronized boolean end() {
		if (!this.ended) {
			this.ended = true;
			this.timer.complete(null);
			if (this.passed) {
				Thread.interrupted();
			}
		}
		return this.passed;
	}

}
