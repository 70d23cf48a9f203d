package io.github.wsgi4j.autoconfigure.test;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Views;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

/**
 * Templates for a client that has no server, and so no exchange, which Spring's views
 * need: they get one with the URL and the language of the request.
 */
record ViewsWithoutServer(Views views) implements Views {

	/** A query may have it, and a URI not. */
	private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

	@Override
	public String render(String name, Map<String, ?> model, Map<String, Object> environ) throws Exception {
		MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.method(
				HttpMethod.valueOf(Environ.get(environ, Environ.REQUEST_METHOD)),
				URI.create(STRAY_PERCENT.matcher(Request.of(environ).url()).replaceAll("%25")));
		if (environ.get("HTTP_ACCEPT_LANGUAGE") instanceof String languages) {
			request.header(HttpHeaders.ACCEPT_LANGUAGE, languages);
		}
		Map<String, Object> rendering = new HashMap<>(environ);
		rendering.put(Environ.EXCHANGE, MockServerWebExchange.from(request.build()));
		return this.views.render(name, model, rendering);
	}

}
