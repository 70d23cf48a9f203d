package com.example;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.StartResponse;

/**
 * The session of docs/middleware.md.
 */
class Login implements Application {

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) {
		String name = Environ.get(environ, Environ.QUERY_STRING);
		if (!name.isEmpty()) {
			Session session = Session.of(environ);
			session.renew(); // other identifier and CSRF tokens, when a user logs in
			session.set("user", name);
		}
		startResponse.call("200 OK", List.of());
		return Body.text("Hello " + Session.of(environ).get("user"));
	}

}
