package io.github.wsgi4j.container.execution;

/**
 * A task on an event loop.
 *
 * @param task the task
 * @param carrier the thread of the event loop
 * @param startNanos when it was begun, as {@link System#nanoTime()} has it
 */
record LoopRun(LoopTask task, Thread carrier, long startNanos) {

	long nanos() {
		return System.nanoTime() - this.startNanos;
	}

	/**
	 * The stack of where it is now.
	 */
	StackTraceElement[] stack() {
		return this.task.thread(this.carrier).getStackTrace();
	}

}
