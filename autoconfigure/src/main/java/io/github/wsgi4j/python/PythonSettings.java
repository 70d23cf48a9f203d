package io.github.wsgi4j.python;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Settings of a Python application.
 *
 * @param name name of the application, which its log carries too
 * @param directory working directory of the processes, first on {@code sys.path}
 * @param callable {@code module:callable}, or {@code null} to find it
 * @param interpreter virtual environment or interpreter, or {@code null} to find it
 * @param processes number of processes
 * @param threads number of threads of each process
 * @param environmentVariables environment variables of the processes
 * @param inheritEnvironment whether the processes have the JVM's environment too
 * @param required whether the start fails when a process cannot be started
 * @param startupTimeout time for a process to import the application
 * @param recycleAfterRequests requests after which a process is replaced, 0 for none
 * @param maxMemory resident memory in bytes above which a process is replaced, 0 for none
 * @param requestTimeout time for a whole request, zero for no limit
 * @param responseTimeout time for a response to begin, zero for no limit
 * @param maxQueue number of requests that may wait for a thread
 * @param interruptGrace time for an interrupted request to end before its process is
 * replaced
 * @param reload whether a process is replaced when a file of the application changes
 * @param spool the buffers for slow clients
 * @param preload whether one process imports the application and forks the others
 * @param serverTiming whether a response says where its time went
 */
public record PythonSettings(String name, Path directory, @Nullable String callable, @Nullable String interpreter,
		int processes, int threads, Map<String, String> environmentVariables, boolean inheritEnvironment,
		boolean required, Duration startupTimeout, int recycleAfterRequests, long maxMemory, Duration requestTimeout,
		Duration responseTimeout, int maxQueue, Duration interruptGrace, boolean reload, SpoolSettings spool,
		boolean preload, boolean serverTiming) {

	public PythonSettings {
		if (processes < 1 || threads < 1) {
			throw new IllegalArgumentException("Python application '" + name
					+ "' needs at least one process and one thread, not " + processes + " and " + threads);
		}
		if (recycleAfterRequests < 0 || maxMemory < 0) {
			throw new IllegalArgumentException(
					"Limits of requests and memory of Python application '" + name + "' must not be negative");
		}
		environmentVariables = Map.copyOf(environmentVariables);
	}

}
