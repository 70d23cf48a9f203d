package io.github.wsgi4j.container;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The body of a request has more bytes than {@code wsgi.limits.max-body-size}. Unless the
 * application handles it, the client is answered 413.
 */
@ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
public class RequestBodyTooLargeException extends IOException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param limit the most bytes that a body may have
	 */
	public RequestBodyTooLargeException(long limit) {
		super("The request's body has more than " + limit + " bytes");
	}

}
