package io.github.wsgi4j.container;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Thrown when the body of a request is larger than {@code wsgi.limits.max-body-size}.
 * Unless the application handles it, the client gets a 413.
 */
@ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
public class RequestBodyTooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param limit the maximum size of a body, in bytes
	 */
	public RequestBodyTooLargeException(long limit) {
		super("The request body is larger than " + limit + " bytes");
	}

}
