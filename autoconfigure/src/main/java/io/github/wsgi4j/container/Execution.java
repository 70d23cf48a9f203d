package io.github.wsgi4j.container;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/**
 * Where applications run. A request is run in steps: it begins with one, and another
 * follows each time that it has had to wait for its client. No thread is held in between.
 */
public interface Execution {

	/**
	 * Runs the first step of a request.
	 * @param step the step
	 * @throws RejectedExecutionException if no further request can be taken now
	 */
	void start(Runnable step);

	/**
	 * Runs a later step of a request that was started, however many there are.
	 * @param step the step
	 * @throws RejectedExecutionException if the execution has been shut down
	 */
	void resume(Runnable step);

	/**
	 * Says what the execution is and how busy it is, for people to read.
	 * @return names and values
	 */
	default Map<String, Object> describe() {
		return Map.of();
	}

}
