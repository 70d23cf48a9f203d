package io.github.wsgi4j.container.response;

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

}
