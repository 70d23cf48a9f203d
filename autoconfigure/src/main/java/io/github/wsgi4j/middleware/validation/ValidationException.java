package io.github.wsgi4j.middleware.validation;

/**
 * Thrown by a failing {@link Validator} when a rule is broken.
 */
public final class ValidationException extends IllegalStateException {

	private final transient Violation violation;

	/**
	 * Creates an exception.
	 * @param violation the rule that was broken, where, and how
	 */
	public ValidationException(Violation violation) {
		super(violation.message());
		this.violation = violation;
	}

	/**
	 * The rule that was broken, where, and how.
	 * @return the violation
	 */
	public Violation violation() {
		return this.violation;
	}

}
