package io.github.wsgi4j.container.execution;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.Step;

/**
 * Takes new requests only while fewer steps than a limit run or wait. A step of a request
 * that was taken already is never refused, so that no response is cut for want of a
 * thread.
 */
class BoundedExecution implements Execution {

	private final Executor executor;

	private final long limit;

	private final AtomicInteger load = new AtomicInteger();

	/**
	 * Creates an execution.
	 * @param executor runs the steps; its own queue must not be bounded
	 * @param limit the most steps that run or wait when a request is taken
	 */
	BoundedExecution(Executor executor, long limit) {
		this.executor = executor;
		this.limit = limit;
	}

	@Override
	public void start(Step step, Executor connection) {
		if (this.load.incrementAndGet() > this.limit) {
			this.load.decrementAndGet();
			throw new RejectedExecutionException(
					"All threads are busy, and " + this.limit + " requests are running or waiting");
		}
		execute(step);
	}

	@Override
	public void resume(Step step, Executor connection) {
		this.load.incrementAndGet();
		execute(step);
	}

	private void execute(Step step) {
		try {
			this.executor.execute(() -> {
				try {
					step.run();
				}
				finally {
					this.load.decrementAndGet();
				}
			});
		}
		catch (RuntimeException | Error ex) {
			this.load.decrementAndGet();
			throw ex;
		}
	}

}
