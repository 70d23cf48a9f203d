package io.github.wsgi4j.container.execution;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.support.TestStep;
import io.netty.channel.DefaultEventLoop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps that an execution has taken, and finds no thread for when their turn has come.
 */
class RefusedStepTests {

	private static final ApplicationLimits LIMITS = new ApplicationLimits(0, Duration.ZERO, Duration.ZERO, 1, 2, 0,
			Duration.ZERO);

	private final TestStep step = new TestStep(() -> {
		throw new AssertionError("It must not run on this thread");
	});

	@ParameterizedTest
	@ValueSource(classes = { RejectedExecutionException.class, Error.class })
	void behindWhatTheEventLoopHasRead(Class<Throwable> failure) {
		new UnboundedExecution("mine", failing(failure)).start(this.step, Runnable::run);
		assertThat(this.step.refusals()).hasOnlyElementsOfType(failure).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(classes = { RejectedExecutionException.class, Error.class })
	void awayFromAnEventLoopThatHasEnded(Class<Throwable> failure) throws InterruptedException {
		DefaultEventLoop loop = new DefaultEventLoop();
		loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
		try (EventLoopExecution execution = new EventLoopExecution(false, new EventLoopLimits(Duration.ofMillis(20), 0),
				new BoundedExecution(failing(failure), 1))) {
			execution.resume(this.step, loop);
		}
		assertThat(this.step.refusals()).hasOnlyElementsOfType(failure).hasSize(1);
	}

	@Test
	void behindAnotherRequest() {
		boolean[] shortage = new boolean[1];
		Executor executor = (task) -> {
			if (shortage[0]) {
				throw new Error("unable to create native thread");
			}
		};
		Execution execution = ConcurrencyLimiter.of(new BoundedExecution(executor, 1), LIMITS);
		TestStep first = new TestStep();
		TestStep last = new TestStep();
		execution.start(first, Runnable::run);
		execution.start(this.step, Runnable::run);
		execution.start(last, Runnable::run);
		shortage[0] = true;
		execution.release(first);
		assertThat(this.step.refusals()).hasSize(1);
		execution.release(this.step);
		assertThat(last.refusals()).hasSize(1);
	}

	private static Executor failing(Class<? extends Throwable> failure) {
		return (task) -> {
			if (failure == Error.class) {
				throw new Error("unable to create native thread");
			}
			throw new RejectedExecutionException("shut down");
		};
	}

}
