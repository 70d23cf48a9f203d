package io.github.wsgi4j.python;

/**
 * Interpreter and framework of a process that is ready.
 *
 * @param version version of Python
 * @param implementation {@code CPython}, {@code PyPy}
 * @param framework {@code flask}, {@code django}, or empty
 * @param frameworkVersion version of the framework, or empty
 * @param callable {@code module:callable} that was imported
 * @param singleThread whether requests run on the main thread
 */
public record WorkerDescription(String version, String implementation, String framework, String frameworkVersion,
		String callable, boolean singleThread) {

}
