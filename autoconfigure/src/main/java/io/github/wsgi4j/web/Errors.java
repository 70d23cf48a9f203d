package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.Application;
import org.jspecify.annotations.Nullable;

/**
 * What answers exceptions: the handlers of a router, and behind them those of the routers
 * around it. Of several that fit, the nearest router's and there the most specific class
 * wins.
 */
final class Errors {

	private final Map<Class<?>, ErrorHandler<Exception>> handlers;

	Errors(Map<Class<?>, ErrorHandler<Exception>> handlers) {
		this.handlers = Map.copyOf(handlers);
	}

	/**
	 * Finds what answers an exception, or {@code null} if it is the server's to answer.
	 * @param nearest the router that the exception is thrown in, or {@code null}
	 */
	static @Nullable Application answer(Exception exception, Map<String, Object> environ, @Nullable Routing nearest)
			throws Exception {
		for (Routing routing = nearest; routing != null; routing = routing.outer()) {
			ErrorHandler<Exception> handler = routing.router().errors().find(exception);
			if (handler != null) {
				return handler.handle(exception, Request.of(environ));
			}
		}
		return (exception instanceof HttpException http) ? Response.of(http) : null;
	}

	private @Nullable ErrorHandler<Exception> find(Exception exception) {
		Class<?> type = exception.getClass();
		while (type != null && !this.handlers.isEmpty()) {
			ErrorHandler<Exception> handler = this.handlers.get(type);
			if (handler != null) {
				return handler;
			}
			type = type.getSuperclass();
		}
		return null;
	}

}
