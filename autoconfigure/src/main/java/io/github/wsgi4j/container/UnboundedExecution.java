package io.github.wsgi4j.container;

import java.util.Map;
import java.util.concurrent.Executor;

/**
 * Takes every request, for executors whose threads cost next to nothing.
 */
public final class UnboundedExecution implements Execution {

	private final String mode;

	private final Executor executor;

	/**
	 * Creates an execution.
	 * @param mode what it is called
	 * @param executor runs the steps, with a thread for each
	 */
	public UnboundedExecution(String mode, Executor executor) {
		this.mode = mode;
		this.executor = executor;
	}

	@Override
	public void start(Runnable step, Executor connection) {
		this.executor.execute(step);
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
