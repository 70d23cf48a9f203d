package io.github.wsgi4j.container;

/**
 * Observes the course of each request. A request is either rejected, or accepted and
 * closed; in between it may have been started. No method may throw or block.
 */
public interface RequestListener {

	/**
	 * The request waits for a thread.
	 * @param request the request
	 */
	default void accepted(ActiveRequest request) {
	}

	/**
	 * No thread is free, and no place to wait for one.
	 * @param request the request
	 */
	default void rejected(ActiveRequest request) {
	}

	/**
	 * The application is about to be called.
	 * @param request the request
	 */
	default void started(ActiveRequest request) {
	}

	/**
	 * The application has returned a body.
	 * @param request the request
	 */
	default void opened(ActiveRequest request) {
	}

	/**
	 * The application has been called, and its body closed; or the client went away
	 * before.
	 * @param request the request
	 */
	default void closed(ActiveRequest request) {
	}

}
