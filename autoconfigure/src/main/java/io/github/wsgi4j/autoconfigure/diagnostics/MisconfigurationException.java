package io.github.wsgi4j.autoconfigure.diagnostics;

/**
 * Thrown when the configuration of the applications is incomplete or wrong.
 */
public final class MisconfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description the mistake
	 * @param action how to correct it
	 */
	public MisconfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
