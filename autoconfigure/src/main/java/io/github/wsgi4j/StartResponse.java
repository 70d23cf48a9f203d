package io.github.wsgi4j;

import org.jspecify.annotations.Nullable;

/**
 * Takes the status and the headers of a response. While nothing has been sent it may be
 * called again, and the last call wins.
 *
 * @see <a href="https://peps.python.org/pep-3333/#the-start-response-callable">PEP 3333,
 * The start_response() Callable</a>
 */
@FunctionalInterface
public interface StartResponse {

	/**
	 * Starts the response, or replaces the one that was started.
	 * @param status three digits, one space and a reason phrase, as in {@code 200 OK}
	 * @param headers the headers in the order in which they are sent
	 * @param excInfo the exception that this response reports, if any; once the headers
	 * have been sent, it is thrown
	 * @return a way to send blocks before the body is returned
	 * @throws IllegalArgumentException if the status or a header is malformed, or a
	 * header belongs to the connection and not to the application
	 * @throws IllegalStateException if the headers were sent and there is no
	 * {@code excInfo}
	 */
	Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo);

	/**
	 * Starts the response, or replaces the one that was started.
	 * @param status three digits, one space and a reason phrase, as in {@code 200 OK}
	 * @param headers the headers in the order in which they are sent
	 * @return a way to send blocks before the body is returned
	 * @throws IllegalArgumentException if the status or a header is malformed, or a
	 * header belongs to the connection and not to the application
	 * @throws IllegalStateException if the headers were sent
	 */
	default Write call(String status, Iterable<Header> headers) {
		return call(status, headers, null);
	}

}
