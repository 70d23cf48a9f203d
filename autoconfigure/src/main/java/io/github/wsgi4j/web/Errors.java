package io.github.wsgi4j.web;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import org.jspecify.annotations.Nullable;

/**
 * The answers to exceptions: the handlers of a router, and behind them those of the
 * routers around it. Of several that fit, the nearest router's and there the most
 * specific class wins, where a status is more specific than {@link HttpException}.
 */
final class Errors {

	private final Map<Class<?>, ErrorHandler<Exception>> handlers;

	private final Map<Integer, ErrorHandler<? super HttpException>> statuses;

	Errors(Map<Class<?>, ErrorHandler<Exception>> handlers,
			Map<Integer, ErrorHandler<? super HttpException>> statuses) {
		this.handlers = Map.copyOf(handlers);
		this.statuses = Map.copyOf(statuses);
	}

	/**
	 * Finds what answers an exception, or {@code null} if it is the server's to answer.
	 * @param nearest the router that the exception is thrown in, or {@code null}
	 */
	static @Nullable Application answer(Exception exception, Map<String, Object> environ, @Nullable Routing nearest)
			throws Exception {
		Application answer = null;
		for (Routing routing = nearest; routing != null && answer == null; routing = routing.outer()) {
			answer = routing.router().errors().handle(exception, environ, routing);
		}
		if (exception instanceof HttpException http) {
			return logged(http, environ, (answer != null) ? answer : Response.of(http));
		}
		if (answer != null) {
			return answer;
		}
		HttpException unexpected = new HttpException(500, Status.phrase(500), List.of(), exception);
		for (Routing routing = nearest; routing != null; routing = routing.outer()) {
			ErrorHandler<? super HttpException> handler = routing.router().errors().statuses.get(500);
			if (handler != null) {
				return logged(unexpected, environ, handler.handle(unexpected, Request.ofFailed(environ, routing)));
			}
		}
		return null;
	}

	// A page for clients tells nobody else of the cause.
	private static Application logged(HttpException exception, Map<String, Object> environ, Application answer) {
		Throwable cause = exception.getCause();
		if (cause != null && exception.status() >= 500 && environ.get(Environ.WSGI_ERRORS) instanceof PrintWriter log) {
			cause.printStackTrace(log);
		}
		return answer;
	}

	private @Nullable Application handle(Exception exception, Map<String, Object> environ, Routing routing)
			throws Exception {
		if (this.handlers.isEmpty() && this.statuses.isEmpty()) {
			return null;
		}
		Request request = Request.ofFailed(environ, routing);
		for (Class<?> type = exception.getClass(); type != null; type = type.getSuperclass()) {
			if (type == HttpException.class && exception instanceof HttpException http) {
				ErrorHandler<? super HttpException> handler = this.statuses.get(http.status());
				if (handler != null) {
					return handler.handle(http, request);
				}
			}
			ErrorHandler<Exception> handler = this.handlers.get(type);
			if (handler != null) {
				return handler.handle(exception, request);
			}
		}
		return null;
	}

}
