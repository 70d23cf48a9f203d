package io.github.wsgi4j.python.process;

import java.util.concurrent.CompletableFuture;

/**
 * The control connection of a process.
 */
public interface WorkerControl {

	/** Asks the process to let its requests end, and then to exit. */
	void quit();

	/** Interrupts a request, if it is still running. */
	void interrupt(int slot, int requestId);

	/** Forks a process with a number, and returns its ID. */
	CompletableFuture<Long> fork(int process);

	/** Returns the stacks of all threads of the process. */
	CompletableFuture<String> stacks();

}
