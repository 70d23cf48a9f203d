package io.github.wsgi4j.python.process;

import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.WorkerDescription;

/**
 * Events of the connections of the processes. May be called from any thread; no method
 * blocks.
 */
public interface WorkerEvents {

	/** A process has opened its control connection. */
	void connected(int process, long pid, WorkerControl control);

	/** A process has imported its application. */
	void ready(int process, WorkerDescription description);

	/** A process could not import its application. */
	void failed(int process, Reason reason, String text);

	/** A process that was forked by another has ended. */
	void ended(int process, int status);

	/** A file that a process has read, or could have, has changed. */
	void changed(int process, String path);

	/** A request has ended in Python. */
	void requestEnded(int process, int slot, int requestId);

	/** A request has lasted for too long. */
	void timeout(int process, int slot, int requestId);

}
