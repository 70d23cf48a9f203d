package io.github.wsgi4j.container.execution;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that an event loop carries, as its scheduler. What the application
 * starts from it inherits the scheduler, and is passed on to the JDK's own: a fan-out
 * would run on one core otherwise.
 */
final class LoopThread implements Executor, LoopTask {

	private final LoopCarrier carrier;

	private final LoopApplication application;

	private final Thread thread;

	private @Nullable Runnable continuation;

	private boolean inTurn;

	LoopThread(LoopCarrier carrier, LoopApplication application, Runnable step) {
		this.carrier = carrier;
		this.application = application;
		this.thread = CarriedThreads.create(this, "wsgi", step);
	}

	/**
	 * Starts the thread.
	 * @param inTurn whether in this turn of the loop, if there is one, or behind all that
	 * the loop has to do
	 */
	void start(boolean inTurn) {
		this.inTurn = inTurn;
		this.thread.start();
	}

	/**
	 * Schedules the thread, or one that was started from it: each has a continuation of
	 * its own, and this one's is the first to come. It never runs here, on top of what
	 * the loop does now: the JVM would take the monitors that are held below for those of
	 * the virtual thread, and crash.
	 */
	@Override
	public void execute(Runnable continuation) {
		if (this.continuation == null) {
			this.continuation = continuation;
		}
		if (!continuation.equals(this.continuation)) {
			CarriedThreads.jdkScheduler().execute(continuation);
		}
		else if (this.inTurn) {
			this.inTurn = false;
			this.carrier.startInTurn(this);
		}
		else {
			this.carrier.resume(this);
		}
	}

	@Override
	public void run() {
		Runnable continuation = this.continuation;
		if (continuation != null) {
			continuation.run();
		}
	}

	@Override
	public void runElsewhere() {
		CarriedThreads.jdkScheduler().execute(this);
	}

	@Override
	public LoopApplication application() {
		return this.application;
	}

	@Override
	public Thread thread(Thread carrier) {
		return this.thread;
	}

}
