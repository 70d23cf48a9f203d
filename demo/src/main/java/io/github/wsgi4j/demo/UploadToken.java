package io.github.wsgi4j.demo;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.web.Handler;

/**
 * Takes the token against forged requests from the query, where the form with the upload
 * has it. The middleware that asks for it looks into a header and into simple forms, not
 * into uploads; and without a script a browser sends no header.
 */
class UploadToken implements Middleware {

	@Override
	public Application wrap(Application application) {
		// A handler answers a query that is malformed.
		return (Handler) (request) -> {
			request.query()
				.find("_csrf")
				.filter((token) -> token.matches("[A-Za-z0-9_-]+"))
				.ifPresent((token) -> request.environ().putIfAbsent("HTTP_X_CSRF_TOKEN", token));
			return application;
		};
	}

}
