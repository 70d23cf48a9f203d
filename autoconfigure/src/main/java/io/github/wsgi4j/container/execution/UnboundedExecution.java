package io.github.wsgi4j.container.execution;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.container.Execution;

/**
 * Takes every request, for executors whose threads cost next to nothing.
 *
 * @param mode what it is called
 * @param executor runs the steps, with a thread for each; one that it refuses gets a
 * platform thread of its own
 */
public record UnboundedExecution(String mode, Executor executor) implements Execution {

	@Override
	public void start(Runnable step, Executor connection) {
		// Behind what the event loop has read already: to wake up an idle thread for each
		// of many requests costs more than all else that there is to do for them.
		connection.execute(() -> run(step));
	}

	private void run(Runnable step) {
		try {
			this.executor.execute(step);
		}
		catch (RuntimeException ex) {
			// Nobody else would answer the request that was taken.
			new Thread(step, this.mode).start();
		}
	}

	@Override
	public void resume(Runnable step, Executor connection) {
		this.executor.execute(step);
	}

	@Override
	public Map<String, Object> describe() {
		return Map.of("mode", this.mode);
	}

}
