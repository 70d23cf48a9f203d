package io.github.wsgi4j.autoconfigure;

/**
 * The handling of violations of the specification.
 */
public enum ValidationMode {

	/** Nothing is checked. */
	OFF,

	/** Violations are logged and counted, and the request goes on. */
	WARN,

	/** Violations are thrown as exceptions. */
	FAIL

}
