package io.github.wsgi4j.python;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * State of a Python application.
 *
 * @param name name of the application
 * @param processes its processes, the oldest first
 */
public record PythonStatus(String name, List<Worker> processes) {

	public PythonStatus {
		processes = List.copyOf(processes);
	}

	/**
	 * State of a process.
	 *
	 * @param number number of the process, never used again
	 * @param pid process ID
	 * @param state {@code STARTING}, {@code READY}, {@code DRAINING}, {@code FAILED} or
	 * {@code STOPPED}
	 * @param age time since its start
	 * @param requests number of requests that have ended
	 * @param memory resident memory in bytes, or -1 where it is not known
	 * @param description what the process has told about itself, or {@code null} until it
	 * is ready
	 */
	public record Worker(int number, long pid, String state, Duration age, long requests, long memory,
			@Nullable WorkerDescription description) {

	}

}
