package io.github.wsgi4j.container.execution;

/**
 * The part of an application that runs on an event loop until it ends or waits.
 */
interface LoopTask extends Runnable {

	/**
	 * The application.
	 */
	LoopApplication application();

	/**
	 * The thread whose stack tells what runs.
	 * @param carrier the thread of the event loop
	 */
	Thread thread(Thread carrier);

	/**
	 * Runs the task on another thread than that of the event loop, which is held up.
	 */
	void runElsewhere();

}
