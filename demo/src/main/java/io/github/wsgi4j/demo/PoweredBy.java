package io.github.wsgi4j.demo;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;

/**
 * Adds a header to each response.
 */
class PoweredBy implements Middleware {

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> application.call(environ, (status, headers, excInfo) -> {
			List<Header> more = new ArrayList<>();
			headers.forEach(more::add);
			more.add(Header.of("X-Powered-By", "WSGI for Spring Boot"));
			return startResponse.call(status, more, excInfo);
		});
	}

}
