package io.github.wsgi4j;

import java.util.Map;

/**
 * A middleware that adds headers to responses or changes them. If it is a bean of its
 * own, a container also applies it to the errors that it answers in place of the
 * application. The container cannot find one that is combined by {@link Middleware#then}
 * or {@link Middleware#of}, or that code has wrapped around an application: such a
 * middleware adds headers only to the responses of the application.
 */
public interface HeaderMiddleware extends Middleware {

	/**
	 * Returns the headers to send.
	 * @param environ the environ of the request, which the application may not have seen
	 * @param status the status of the response
	 * @param headers the current headers, which must not be modified
	 * @return the headers to send instead
	 */
	Iterable<Header> headers(Map<String, Object> environ, String status, Iterable<Header> headers);

	@Override
	default Application wrap(Application application) {
		return (environ, startResponse) -> application.call(environ,
				(status, headers, excInfo) -> startResponse.call(status, headers(environ, status, headers), excInfo));
	}

}
