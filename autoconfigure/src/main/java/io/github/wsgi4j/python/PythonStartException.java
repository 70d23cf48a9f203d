package io.github.wsgi4j.python;

/**
 * Thrown when a Python application cannot be started.
 */
public class PythonStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String application;

	private final Reason reason;

	private final String text;

	public PythonStartException(String application, Reason reason, String text) {
		super("Python application '" + application + "' did not start: " + text);
		this.application = application;
		this.reason = reason;
		this.text = text;
	}

	/**
	 * Returns the name of the application.
	 */
	public String application() {
		return this.application;
	}

	/**
	 * Returns the kind of the failure.
	 */
	public Reason reason() {
		return this.reason;
	}

	/**
	 * Returns a sentence, or Python's traceback.
	 */
	public String text() {
		return this.text;
	}

	/**
	 * Returns advice on how to make the application start.
	 */
	public String action() {
		String prefix = "wsgi.python.applications." + this.application;
		return switch (this.reason) {
			case INTERPRETER -> "Set '" + prefix + ".interpreter' to a virtual environment or an interpreter of "
					+ "Python 3.8 or later, or create an environment in the directory of the application: "
					+ "python3 -m venv .venv";
			case FILES -> "Make room in the directory for temporary files, or start the JVM with -Djava.io.tmpdir and "
					+ "a directory with a short path where this user may write files and create sockets.";
			case DIRECTORY -> "Set '" + prefix + ".directory' to the directory of the application. A relative "
					+ "path is resolved against the working directory of the JVM.";
			case IMPORT ->
				"Fix the error that the traceback shows. If a module is missing, install it into the environment "
						+ "of '" + prefix + ".interpreter', or set that property to the environment that has it.";
			case CALLABLE -> "Set '" + prefix + ".callable' to module:attribute, as in shop.wsgi:application, or to "
					+ "module:factory(), as in shop:create_app().";
			case NOT_FOUND -> "Set '" + prefix + ".callable' to module:attribute, as in shop.wsgi:application, and "
					+ "check '" + prefix + ".directory'.";
			case TIMEOUT ->
				"Find out what the import waits for, or give it more time with '" + prefix + ".startup-timeout'.";
			case PRELOAD -> "Set '" + prefix + ".preload' to 'false', or make sure that the import starts no threads.";
			case PLATFORM -> "Run the application on Linux or macOS, or remove the properties below '" + prefix
					+ "'. To start without it, set '" + prefix + ".startup' to 'optional'.";
		};
	}

	/** The kinds of failures. */
	public enum Reason {

		/** The interpreter does not exist or cannot be run. */
		INTERPRETER,

		/** The files of the worker, or the socket beside them, cannot be written. */
		FILES,

		/** The directory of the application does not exist. */
		DIRECTORY,

		/** The application's import ended with an exception, or with the process. */
		IMPORT,

		/** The module has no such callable. */
		CALLABLE,

		/** No callable is configured and none was found. */
		NOT_FOUND,

		/** The application was not ready in time. */
		TIMEOUT,

		/** The platform cannot run it. */
		PLATFORM,

		/** A process that has imported it cannot be forked. */
		PRELOAD

	}

}
