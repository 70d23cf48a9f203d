package io.github.wsgi4j.container.execution;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnboundedExecutionTests {

	@Test
	void aRequestThatTheExecutorRefusesIsCalledAllTheSameAndNotOnTheConnection() throws Exception {
		Executor refusing = (step) -> {
			throw new RejectedExecutionException("This refusal belongs to the test");
		};
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		new UnboundedExecution("mine", refusing).start(() -> thread.complete(Thread.currentThread()), Runnable::run);
		assertThat(thread.get(5, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
	}

}
