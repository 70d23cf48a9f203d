package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.StartResponse;

/**
 * A function from a request to its answer: a {@link Response} or any other application.
 * It is an {@link Application} itself, so that it can be mounted alone.
 */
@FunctionalInterface
@SuppressWarnings("FunctionalInterfaceMethodChanged") // their lambdas differ in what they
														// take
public interface Handler extends Application {

	/**
	 * Answers a request.
	 * @param request the request
	 * @return the response, or another application that answers
	 * @throws HttpException if the request is to be answered with an error
	 * @throws Exception if it cannot be answered
	 */
	Application handle(Request request) throws Exception;

	@Override
	default Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		return ErrorBoundary.call(environ, startResponse, Routing.find(environ),
				(variables, start) -> ErrorBoundary.answered(handle(Request.of(variables)), variables, start));
	}

}
