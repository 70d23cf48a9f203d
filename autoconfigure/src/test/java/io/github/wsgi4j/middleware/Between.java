package io.github.wsgi4j.middleware;

import java.util.List;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.validation.Validator;
import io.github.wsgi4j.test.WsgiClient;

/**
 * A client of a middleware that is held to the rules on both of its sides.
 */
public final class Between {

	private Between() {
	}

	public static WsgiClient validators(Middleware middleware, Application application) {
		return WsgiClient.of(Validator.fail().wrap(application)).with(middleware);
	}

	/**
	 * An application that answers a text, with headers by their names and values.
	 */
	public static Application text(String text, String... headers) {
		return answer("200 OK", Body.text(text), headers);
	}

	public static Application answer(String status, Iterable<byte[]> body, String... headers) {
		return (environ, startResponse) -> {
			startResponse.call(status, headers(headers));
			return body;
		};
	}

	public static List<Header> headers(String... headers) {
		return IntStream.range(0, headers.length / 2)
			.mapToObj((i) -> Header.of(headers[2 * i], headers[2 * i + 1]))
			.toList();
	}

}
