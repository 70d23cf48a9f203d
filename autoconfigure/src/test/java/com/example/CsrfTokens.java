package com.example;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.security.Csrf;

import org.springframework.context.annotation.Bean;

/**
 * The middleware of docs/python.md that gives the token of the shelf to Python.
 */
class CsrfTokens {

	@Bean
	Middleware csrfToken() {
		return (application) -> (environ, startResponse) -> {
			environ.put("shop.csrf_token", Csrf.token(environ));
			return application.call(environ, startResponse);
		};
	}

}
