package io.github.wsgi4j.container.execution;

import java.util.concurrent.Executor;

import io.github.wsgi4j.container.Step;

/**
 * A step that runs on the event loop's own thread.
 *
 * @param application the application
 * @param step the step
 * @param connection the event loop
 */
record LoopStep(LoopApplication application, Step step, Executor connection) implements LoopTask {

	@Override
	public void run() {
		this.step.run();
	}

	@Override
	public Thread thread(Thread carrier) {
		return carrier;
	}

	@Override
	public void runElsewhere() {
		try {
			this.application.fallback().resume(this.step, this.connection);
		}
		catch (RuntimeException | Error ex) {
			this.step.refuse(ex);
		}
	}

}
