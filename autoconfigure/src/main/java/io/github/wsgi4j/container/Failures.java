package io.github.wsgi4j.container;

import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Finds what an application's exception is to the client.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * The exception to answer. A body that was too large, or stalled, is the client's
	 * fault, however deep the application has wrapped the exception. One that Spring
	 * would take for a lost client is about another connection of the application, and
	 * the client of this one is waiting.
	 */
	static Throwable answerable(Throwable failure) {
		Throwable cause = failure;
		while (cause != null) {
			if (cause instanceof RequestBodyTooLargeException || cause instanceof RequestBodyTimeoutException) {
				return cause;
			}
			cause = cause.getCause();
		}
		return DisconnectedClientHelper.isClientDisconnectedException(failure) ? new ApplicationFailedException(failure)
				: failure;
	}

}
