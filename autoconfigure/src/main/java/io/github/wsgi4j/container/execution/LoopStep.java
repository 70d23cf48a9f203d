package io.github.wsgi4j.container.execution;

import java.util.concurrent.Executor;

/**
 * A step that runs on the event loop's own thread.
 *
 * @param application the application
 * @param step the step
 * @param connection the event loop
 */
record LoopStep(LoopApplication application, Runnable step, Executor connection) implements LoopTask {

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
		catch (RuntimeException ex) {
			// After a shutdown what is left is to close the body.
			this.step.run();
		}
	}

}
