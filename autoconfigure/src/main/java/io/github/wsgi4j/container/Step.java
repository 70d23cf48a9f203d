package io.github.wsgi4j.container;

/**
 * A step of a request, which is the same object for all steps of it. Either method may
 * end the request.
 */
public interface Step extends Runnable {

	/**
	 * Runs the application until it has ended, or has to wait for its client.
	 */
	@Override
	void run();

	/**
	 * Ends the request without its application, on the thread that calls, since an
	 * execution has taken the step and cannot run it.
	 * @param reason why, such as that the system has no thread
	 */
	void refuse(Throwable reason);

}
