package io.github.wsgi4j.container.execution;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;

/**
 * Takes every request, for executors whose threads cost next to nothing.
 *
 * @param mode what it is called
 * @param executor runs the steps, with a thread for each
 */
public record UnboundedExecution(String mode, Executor executor) implements Execution {

	@Override
	public void start(Step step, Executor connection) {
		// Behind what the event loop has read already: to wake up an idle thread for each
		// of many requests costs more than all else that there is to do for them.
		connection.execute(() -> run(step));
	}

	private void run(Step step) {
		try {
			this.executor.execute(step);
		}
		catch (RuntimeException | Error ex) {
			step.refuse(ex);
		}
	}

	@Override
	public void resume(Step step, Executor connection) {
		this.executor.execute(step);
	}

	@Override
	public Map<String, Object> describe() {
		return Map.of("mode", this.mode);
	}

}
