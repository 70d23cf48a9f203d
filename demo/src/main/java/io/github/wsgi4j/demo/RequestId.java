package io.github.wsgi4j.demo;

import java.util.UUID;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;

/**
 * Gives each request an identifier, in the environ under {@code demo.request_id}.
 */
class RequestId implements Middleware {

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			environ.put("demo.request_id", UUID.randomUUID().toString());
			return application.call(environ, startResponse);
		};
	}

}
