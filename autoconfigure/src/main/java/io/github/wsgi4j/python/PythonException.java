package io.github.wsgi4j.python;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a Python application has raised an exception. The message is Python's
 * traceback.
 */
public final class PythonException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String type;

	/**
	 * Creates an exception.
	 * @param type the name of the exception's class in Python
	 * @param traceback what Python prints of it
	 * @param cause what the application was told of before, or {@code null}
	 */
	public PythonException(String type, String traceback, @Nullable Throwable cause) {
		// The stack of the thread that has read it would only hide the traceback.
		super(traceback.strip(), cause, true, false);
		this.type = type;
	}

	/**
	 * The name of the exception that was raised.
	 * @return the name of the class in Python
	 */
	public String getType() {
		return this.type;
	}

}
