package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.middleware.validation.Violation;

/**
 * Receives each violation of the specification that does not fail a request.
 */
@FunctionalInterface
public interface ViolationListener {

	/**
	 * A rule was broken.
	 * @param application the name of the mounted application
	 * @param violation the rule, where it was seen, and what was found
	 */
	void violated(String application, Violation violation);

}
