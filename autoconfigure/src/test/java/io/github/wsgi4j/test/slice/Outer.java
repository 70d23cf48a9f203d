package io.github.wsgi4j.test.slice;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(1)
class Outer implements Middleware {

	@Override
	public Application wrap(Application application) {
		Application marked = SliceApplication.marking("outer").wrap(application);
		return (environ, start) -> {
			environ.put("asked", String.valueOf(environ.get(Environ.APPLICATION)));
			return marked.call(environ, start);
		};
	}

}
