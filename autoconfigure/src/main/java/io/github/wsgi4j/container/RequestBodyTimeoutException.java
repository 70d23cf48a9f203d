package io.github.wsgi4j.container;

import java.net.SocketTimeoutException;
import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * The client has sent nothing of its request's body for {@code wsgi.limits.read-timeout},
 * although it was waited for. Unless the application handles it, the client is answered
 * 408 and its connection closed.
 */
@ResponseStatus(HttpStatus.REQUEST_TIMEOUT)
public class RequestBodyTimeoutException extends SocketTimeoutException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param limit how long the client was waited for
	 */
	public RequestBodyTimeoutException(Duration limit) {
		super("Nothing of the request's body has come for " + limit.toMillis() + " ms");
	}

}
