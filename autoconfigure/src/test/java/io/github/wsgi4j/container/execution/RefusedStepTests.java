package io.github.wsgi4j.container.execution;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;
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

	private static final int MANY = 100_000;

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
		AtomicBoolean shortage = new AtomicBoolean();
		Execution execution = limited(2, shortage);
		TestStep first = new TestStep();
		TestStep last = new TestStep();
		execution.start(first, Runnable::run);
		execution.start(this.step, Runnable::run);
		execution.start(last, Runnable::run);
		shortage.set(true);
		execution.release(first);
		assertThat(this.step.refusals()).hasSize(1);
		assertThat(last.refusals()).hasSize(1);
		execution.release(this.step);
		execution.release(last);
		assertThat(last.refusals()).hasSize(1);
	}

	@Test
	void howeverManyAreBehindAnotherRequest() {
		AtomicBoolean shortage = new AtomicBoolean();
		Execution execution = limited(MANY, shortage);
		TestStep first = new TestStep();
		execution.start(first, Runnable::run);
		AtomicInteger refusals = new AtomicInteger();
		for (int i = 0; i < MANY; i++) {
			execution.start(new Step() {

				@Override
				public void run() {
					throw new AssertionError("It must not run on this thread");
				}

				@Override
				public void refuse(Throwable reason) {
					refusals.incrementAndGet();
					execution.release(this);
				}

			}, Runnable::run);
		}
		shortage.set(true);
		execution.release(first);
		assertThat(refusals).hasValue(MANY);
	}

	private static Execution limited(int queue, AtomicBoolean shortage) {
		Executor executor = (task) -> {
			if (shortage.get()) {
				throw new Error("unable to create native thread");
			}
		};
		return ConcurrencyLimiter.of(new BoundedExecution(executor, 1),
				new ApplicationLimits(0, Duration.ZERO, Duration.ZERO, 1, queue, 0, Duration.ZERO));
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
