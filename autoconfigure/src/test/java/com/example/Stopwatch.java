package com.example;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;

import org.springframework.context.annotation.Bean;

/**
 * Two middleware of docs/middleware.md: of the time of each request, and around one
 * configured application.
 */
class Stopwatch {

	final List<String> seen = new ArrayList<>();

	@Bean
	Middleware stopwatch() {
		return (application) -> (environ, startResponse) -> {
			long start = System.nanoTime();
			Iterable<byte[]> body = application.call(environ, startResponse);
			return Body.onClose(body,
					() -> report(Environ.get(environ, Environ.PATH_INFO), Duration.ofNanos(System.nanoTime() - start)));
		};
	}

	@Bean
	Middleware aroundTheShop() {
		return (application) -> {
			Application wrapped = new NoSniff().wrap(application);
			return (environ, startResponse) -> {
				boolean shop = "shop".equals(environ.get(Environ.APPLICATION));
				return (shop ? wrapped : application).call(environ, startResponse);
			};
		};
	}

	private void report(String path, Duration duration) {
		this.seen.add(path + (duration.isNegative() ? " never" : " took its time"));
	}

}
