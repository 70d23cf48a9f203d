package io.github.wsgi4j.container.response;

import java.util.concurrent.RejectedExecutionException;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Thrown when an application cannot be asked for now. The answer is a 503 that says when
 * the client may come again.
 */
public final class UnavailableException extends ResponseStatusException {

	private static final long serialVersionUID = 1L;

	public UnavailableException(String reason, Throwable cause) {
		super(HttpStatus.SERVICE_UNAVAILABLE, reason, cause);
	}

	/**
	 * Returns what a failure to run a step means for the client: a 503 if there was no
	 * thread, as the system tells by an {@link OutOfMemoryError}, and else the failure.
	 */
	public static Throwable explain(Throwable failure) {
		return (failure instanceof RejectedExecutionException || failure instanceof OutOfMemoryError)
				? new UnavailableException("No thread is free", failure) : failure;
	}

}
