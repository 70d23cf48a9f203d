package io.github.wsgi4j.container;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs applications. A request is run in steps: it begins with one, and another follows
 * each time that it has had to wait for its client. No thread is held in between.
 */
public interface Execution {

	/**
	 * Runs the first step of a request.
	 * @param step the step
	 * @param connection what the server writes the response on: the event loop of the
	 * connection, where the server has one
	 * @throws RejectedExecutionException if no further request can be taken now
	 */
	void start(Step step, Executor connection);

	/**
	 * Runs a later step of a request that was started, however many there are.
	 * @param step the step
	 * @param connection what the server writes the response on
	 * @throws RejectedExecutionException if the execution has been shut down
	 */
	void resume(Step step, Executor connection);

	/**
	 * Has a request no longer wait for its first step, since its client has gone away. If
	 * it waits by the execution's own rules, the step is run now, so that it comes to its
	 * end.
	 * @param step the step that was given to {@link #start}, which all steps of the
	 * request are
	 */
	default void cancel(Step step) {
	}

	/**
	 * Takes note that a request is over, however it has ended.
	 * @param step the step that was given to {@link #start}
	 */
	default void release(Step step) {
	}

	/**
	 * Runs the requests of one application.
	 * @param name the name of the application
	 * @return the execution, which is this one unless it tells its applications apart
	 */
	default Execution forApplication(String name) {
		return this;
	}

	/**
	 * Describes the execution and its load, for people to read.
	 * @return names and values
	 */
	default Map<String, Object> describe() {
		return Map.of();
	}

}
