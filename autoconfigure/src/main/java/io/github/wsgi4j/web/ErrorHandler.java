package io.github.wsgi4j.web;

import io.github.wsgi4j.Application;

/**
 * Answers a request whose handler has thrown an exception.
 *
 * @param <E> the type of the exception
 */
@FunctionalInterface
public interface ErrorHandler<E extends Exception> {

	/**
	 * Answers a request.
	 * @param exception the exception that the handler has thrown
	 * @param request the request
	 * @return the response, or another application that answers
	 * @throws Exception if it cannot be answered
	 */
	Application handle(E exception, Request request) throws Exception;

}
