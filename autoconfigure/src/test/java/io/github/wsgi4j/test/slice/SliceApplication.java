package io.github.wsgi4j.test.slice;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Mount;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * A Spring Boot application of which the slice loads a part.
 */
@SpringBootApplication(proxyBeanMethods = false)
class SliceApplication {

	@Bean
	@Mount("/")
	Application site() {
		return answering("site");
	}

	@Bean
	@Order(2)
	Middleware inner() {
		return marking("inner");
	}

	static Application answering(String name) {
		return (environ, start) -> {
			start.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
			return Body.text(name + " " + environ.get(Environ.SCRIPT_NAME) + " " + environ.get(Environ.PATH_INFO) + " "
					+ environ.get("middleware") + " " + environ.get("deployer.stage") + " "
					+ environ.get("customized"));
		};
	}

	static Middleware marking(String name) {
		return (application) -> (environ, start) -> {
			environ.merge("middleware", name, (before, after) -> before + "," + after);
			return application.call(environ, start);
		};
	}

}
