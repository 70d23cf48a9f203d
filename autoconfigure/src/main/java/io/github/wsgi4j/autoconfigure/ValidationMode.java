package io.github.wsgi4j.autoconfigure;

/**
 * The treatment of a violation of the specification.
 */
public enum ValidationMode {

	/** Nothing is checked. */
	OFF,

	/** It is logged and counted, and the request goes on. */
	WARN,

	/** It is thrown at whoever is responsible for it, or asked for it. */
	FAIL

}
