package io.github.wsgi4j.python;

/**
 * Thrown when an application in Python cannot be started.
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

	/** The kinds of failures. */
	public enum Reason {

		/** There is no such interpreter, or it cannot be run. */
		INTERPRETER,

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
		PLATFORM

	}

}
