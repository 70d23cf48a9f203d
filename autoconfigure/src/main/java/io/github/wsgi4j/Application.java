package io.github.wsgi4j;

import java.util.Map;

/**
 * A WSGI application: it is called once for each request and returns the body of the
 * response.
 *
 * @see <a href="https://peps.python.org/pep-3333/#the-application-framework-side">PEP
 * 3333, The Application/Framework Side</a>
 */
@FunctionalInterface
public interface Application {

	/**
	 * Answers one request.
	 * @param environ the request and the server's variables, a mutable map whose keys are
	 * named in {@link Environ}
	 * @param startResponse takes the status and the headers, at the latest when the first
	 * block of the body is requested
	 * @return the blocks of the body; if it is also {@link AutoCloseable} it is closed
	 * exactly once, however the request ends
	 * @throws Exception if the request cannot be answered; before the headers were sent
	 * the client gets an error response, afterwards its connection is broken
	 */
	Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception;

}
