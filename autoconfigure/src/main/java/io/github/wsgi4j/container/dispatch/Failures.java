package io.github.wsgi4j.container.dispatch;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.GatewayException;

import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;
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
		Set<Throwable> causes = Collections.newSetFromMap(new IdentityHashMap<>());
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RequestBodyTooLargeException || cause instanceof RequestBodyTimeoutException) {
				return cause;
			}
			if (cause instanceof GatewayException gateway) {
				return new ResponseStatusException(HttpStatusCode.valueOf(gateway.status()), gateway.getMessage(),
						failure);
			}
			if (!causes.add(cause)) {
				// It is its own cause, which Spring would follow for ever.
				return new ApplicationFailedException(failure);
			}
		}
		return DisconnectedClientHelper.isClientDisconnectedException(failure) ? new ApplicationFailedException(failure)
				: failure;
	}

}
