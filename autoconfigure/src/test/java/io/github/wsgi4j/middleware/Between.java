package io.github.wsgi4j.middleware;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.test.WsgiClient;

/**
 * A client of an application behind a middleware, with validators on both sides of it.
 */
final class Between {

	private Between() {
	}

	static WsgiClient validators(Middleware middleware, Application application) {
		// The client has the one outside.
		return WsgiClient.of(Validator.fail().between("middleware", "application").wrap(application)).with(middleware);
	}

}
