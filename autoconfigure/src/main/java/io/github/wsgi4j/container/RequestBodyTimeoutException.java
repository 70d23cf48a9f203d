package io.github.wsgi4j.container;

import java.net.SocketTimeoutException;
import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Thrown when the application waits for the request body and the client sends nothing for
 * {@code wsgi.limits.read-timeout}. Unless the application handles it, the client gets a
 * 408 and its connection is closed.
 */
@ResponseStatus(HttpStatus.REQUEST_TIMEOUT)
public class RequestBodyTimeoutException extends SocketTimeoutException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param limit the time that was waited for the client
	 */
	public RequestBodyTimeoutException(Duration limit) {
		super("No data of the request body has arrived for " + limit.toMillis() + " ms");
	}

}
