package io.github.wsgi4j.test;

import io.github.wsgi4j.Middleware;

/**
 * What every client puts before its application, unless it is told not to: the one place
 * that says so.
 */
final class Validation {

	static final Middleware DEFAULT = Middleware.identity();

	private Validation() {
	}

	/**
	 * Whether a failure is a verdict on the test, and not just a way in which an
	 * application can fail.
	 */
	static boolean isVerdict(Throwable failure) {
		return failure instanceof AssertionError;
	}

}
