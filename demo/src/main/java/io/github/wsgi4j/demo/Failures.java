package io.github.wsgi4j.demo;

import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.web.HttpException;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;

/**
 * The answers to a client that has asked for something wrong.
 */
final class Failures {

	private Failures() {
	}

	static Response page(HttpException exception, Request request) {
		return complete(Page.of(request, "error", message(exception), Map.of("status", exception.status())), exception);
	}

	static Response json(HttpException exception, Request request) {
		return complete(Response.json(Map.of("status", exception.status(), "message", message(exception))), exception);
	}

	static String message(HttpException exception) {
		return String.valueOf(exception.getMessage());
	}

	private static Response complete(Response response, HttpException exception) {
		Response complete = response.status(exception.status());
		for (Header header : exception.headers()) {
			complete = complete.addHeader(header.name(), header.value());
		}
		return complete;
	}

}
