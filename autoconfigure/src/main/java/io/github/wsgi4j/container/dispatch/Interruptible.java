package io.github.wsgi4j.container.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The thread that runs the code of an application. It is interrupted only there: neither
 * the next user of a pooled thread nor {@code close()} sees an interrupt that came late.
 */
final class Interruptible {

	private @Nullable Thread thread;

	private boolean interrupted;

	/**
	 * Enters the code of the application.
	 * @return whether it may run, which it may not after an interrupt
	 */
	synchronized boolean enter() {
		if (this.interrupted) {
			return false;
		}
		this.thread = Thread.currentThread();
		return true;
	}

	/**
	 * Leaves the code of the application.
	 */
	synchronized void leave() {
		this.thread = null;
		// Also one that the application has left behind itself.
		Thread.interrupted();
	}

	/**
	 * Interrupts the code of the application now, and keeps it from running again.
	 */
	synchronized void interrupt() {
		this.interrupted = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	synchronized boolean isInterrupted() {
		return this.interrupted;
	}

}
