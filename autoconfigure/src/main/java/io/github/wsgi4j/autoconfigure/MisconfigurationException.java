package io.github.wsgi4j.autoconfigure;

/**
 * The configuration does not say, or says wrongly, what becomes of the applications.
 */
final class MisconfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong
	 * @param action what to write instead
	 */
	MisconfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	String getAction() {
		return this.action;
	}

}
