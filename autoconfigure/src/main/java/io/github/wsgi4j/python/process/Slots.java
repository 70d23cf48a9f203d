package io.github.wsgi4j.python.process;

/**
 * The request connections of all processes.
 */
public interface Slots {

	/** Admits requests to a process. */
	void admit(int process);

	/** Sends no further requests to a process. */
	void retire(int process);

	/** Closes all connections of a process that has died. */
	void drop(int process);

}
