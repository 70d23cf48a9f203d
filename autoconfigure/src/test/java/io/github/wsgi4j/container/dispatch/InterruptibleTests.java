package io.github.wsgi4j.container.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InterruptibleTests {

	private final Interruptible interruptible = new Interruptible();

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void interruptsTheThreadThatIsInside() throws InterruptedException {
		AtomicBoolean interrupted = new AtomicBoolean();
		Thread thread = new Thread(() -> {
			this.interruptible.enter();
			try {
				Thread.sleep(60_000);
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
			this.interruptible.leave();
		});
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		this.interruptible.interrupt();
		thread.join();
		assertThat(interrupted).isTrue();
	}

	@Test
	void interruptsNobodyOutside() {
		assertThat(this.interruptible.enter()).isTrue();
		this.interruptible.leave();
		this.interruptible.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.interruptible.isInterrupted()).isTrue();
	}

	@Test
	void nobodyEntersAfterAnInterrupt() {
		this.interruptible.interrupt();
		assertThat(this.interruptible.enter()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void anInterruptEndsWithTheCode() {
		this.interruptible.enter();
		this.interruptible.interrupt();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.interruptible.leave();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void theInterruptThatAnApplicationLeavesIsCleared() {
		this.interruptible.enter();
		Thread.currentThread().interrupt();
		this.interruptible.leave();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThat(this.interruptible.isInterrupted()).isFalse();
	}

	@Test
	void mayBeEnteredAgain() {
		assertThat(this.interruptible.enter()).isTrue();
		this.interruptible.leave();
		assertThat(this.interruptible.enter()).isTrue();
		this.interruptible.leave();
	}

}
