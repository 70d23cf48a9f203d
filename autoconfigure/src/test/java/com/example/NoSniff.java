package com.example;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;

/**
 * The middleware of README.md.
 */
class NoSniff implements Middleware {

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> application.call(environ, (status, headers, excInfo) -> {
			List<Header> more = new ArrayList<>();
			headers.forEach(more::add);
			more.add(Header.of("X-Content-Type-Options", "nosniff"));
			return startResponse.call(status, more, excInfo);
		});
	}

}
