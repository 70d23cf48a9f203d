package io.github.wsgi4j.container;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Where one request runs as soon as it may be under way. Its first step waits until then.
 */
final class Ticket implements Execution {

	private final Admission admission;

	private final Execution execution;

	private volatile boolean cancelled;

	private volatile boolean holdsPlace;

	private @Nullable Runnable step;

	private @Nullable Executor connection;

	Ticket(Admission admission, Execution execution) {
		this.admission = admission;
		this.execution = execution;
	}

	@Override
	public void start(Runnable step, Executor connection) {
		this.step = step;
		this.connection = connection;
		if (this.admission.enter(this)) {
			this.holdsPlace = true;
			try {
				this.execution.start(step, connection);
			}
			catch (RejectedExecutionException ex) {
				release();
				throw ex;
			}
		}
		else if (this.cancelled) {
			cancel();
		}
	}

	@Override
	public void resume(Runnable step, Executor connection) {
		this.execution.resume(step, connection);
	}

	/**
	 * Goes on with the place of another.
	 */
	void proceed() {
		this.holdsPlace = true;
		runStep();
	}

	/**
	 * Waits no longer. The first step is run, so that it can come to its end.
	 */
	void cancel() {
		this.cancelled = true;
		if (this.admission.abandon(this)) {
			runStep();
		}
	}

	/**
	 * Gives the place back, if there is one.
	 */
	void release() {
		if (this.holdsPlace) {
			this.holdsPlace = false;
			this.admission.leave();
		}
	}

	private void runStep() {
		Runnable step = this.step;
		Executor connection = this.connection;
		if (step == null || connection == null) {
			throw new IllegalStateException("The request has not been started");
		}
		try {
			this.execution.resume(step, connection);
		}
		catch (RejectedExecutionException ex) {
			// Only after a shutdown; what is left is to close the body.
			step.run();
		}
	}

}
