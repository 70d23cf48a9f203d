package io.github.wsgi4j.container.execution;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.container.support.TestStep;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

class BoundedExecutionTests {

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private final BoundedExecution execution = new BoundedExecution(this.waiting::add, 2);

	@Test
	void runsAStep() {
		int[] runs = new int[1];
		this.execution.start(new TestStep(() -> runs[0]++), Runnable::run);
		this.waiting.remove().run();
		assertThat(runs[0]).isOne();
	}

	@Test
	void refusesARequestOverTheLimit() {
		this.execution.start(new TestStep(), Runnable::run);
		this.execution.start(new TestStep(), Runnable::run);
		assertIsFull();
		assertThat(this.waiting).hasSize(2);
		this.waiting.remove().run();
		this.execution.start(new TestStep(), Runnable::run);
		assertIsFull();
	}

	@Test
	void neverRefusesALaterStep() {
		for (int i = 0; i < 5; i++) {
			this.execution.resume(new TestStep(), Runnable::run);
		}
		assertThat(this.waiting).hasSize(5);
	}

	@Test
	void countsLaterStepsToo() {
		this.execution.resume(new TestStep(), Runnable::run);
		this.execution.resume(new TestStep(), Runnable::run);
		this.execution.resume(new TestStep(), Runnable::run);
		this.waiting.remove().run();
		assertIsFull();
		this.waiting.remove().run();
		assertThatNoException().isThrownBy(() -> this.execution.start(new TestStep(), Runnable::run));
	}

	@Test
	void aStepThatFailsCountsNoMore() {
		TestStep failing = new TestStep(() -> {
			throw new IllegalStateException("failed");
		});
		this.execution.start(failing, Runnable::run);
		this.execution.start(failing, Runnable::run);
		assertThatIllegalStateException().isThrownBy(() -> this.waiting.remove().run());
		assertThatNoException().isThrownBy(() -> this.execution.start(new TestStep(), Runnable::run));
	}

	@Test
	void aStepThatTheExecutorRefusesCountsNoMore() {
		boolean[] shutDown = { true };
		Executor executor = (step) -> {
			if (shutDown[0]) {
				throw new RejectedExecutionException("shut down");
			}
		};
		BoundedExecution refusing = new BoundedExecution(executor, 1);
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> refusing.start(new TestStep(), Runnable::run));
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> refusing.resume(new TestStep(), Runnable::run));
		shutDown[0] = false;
		assertThatNoException().isThrownBy(() -> refusing.start(new TestStep(), Runnable::run));
	}

	private void assertIsFull() {
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> this.execution.start(new TestStep(), Runnable::run))
			.withMessageContaining("2");
	}

}
