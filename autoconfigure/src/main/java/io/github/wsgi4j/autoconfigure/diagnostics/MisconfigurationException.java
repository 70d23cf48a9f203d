package io.github.wsgi4j.autoconfigure.diagnostics;

/**
 * Thrown when the configuration of the applications is incomplete or wrong.
 */
public final class MisconfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong
	 * @param action what to write instead
	 */
	public MisconfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

	/**
	 * Returns the failure of a Python application whose name is known at run time alone.
	 * @param name the name
	 * @return the exception
	 */
	public static MisconfigurationException notThereAheadOfTime(String name) {
		String properties = "wsgi.python.applications." + name;
		return new MisconfigurationException(
				"The Python application '" + name + "' was not there when this application was processed "
						+ "ahead of time, so there is no bean for it.",
				"Set '" + properties + ".directory' for the processing ahead of time as well, or remove the properties "
						+ "below '" + properties + "'.");
	}

}
