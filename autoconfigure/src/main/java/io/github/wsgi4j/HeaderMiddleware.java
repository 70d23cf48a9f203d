package io.github.wsgi4j;

import java.util.Map;

/**
 * A middleware that adds headers to responses or changes them. A container also asks it
 * for the headers of an error that it answers in place of the application, if it is a
 * bean of its own. The container cannot find one behind {@link Middleware#then} or
 * {@link Middleware#of}, nor one that code has put around an application: it adds headers
 * to the responses of the application alone.
 */
public interface HeaderMiddleware extends Middleware {

	/**
	 * Returns the headers to send.
	 * @param environ the environ of the request, which the application may not have seen
	 * @param status the status of the response
	 * @param headers the headers as they are, not to be changed
	 * @return the headers in their place
	 */
	Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers);

	@Override
	default Application wrap(Application application) {
		return (environ, startResponse) -> application.call(environ,
				(status, headers, excInfo) -> startResponse.call(status, headers(environ, status, headers), excInfo));
	}

}
