package io.github.wsgi4j.autoconfigure.web;

import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread that renders a page, on which a model may compute, and may wait.
 */
class ViewThreadTests {

	@ParameterizedTest
	@ValueSource(strings = { "cookie", "web" })
	void aTemplateIsRenderedOnTheThreadOfTheApplication(String store) {
		try (TestServer server = TestServer.start(Site.class, "wsgi.middleware.session.store=" + store,
				"wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.keys=01234567890123456789012345678901")) {
			assertThat(server.get("/").body()).contains("<li>late on wsgi-site-");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

		@Bean
		Router site() {
			return Router.builder()
				.get("/", (request) -> Response.view("todos", Map.of("todos", Map.of(1, new Todo()))))
				.build();
		}

	}

	static final class Todo {

		public String getTitle() {
			return Mono.delay(Duration.ofMillis(1)).thenReturn("late on ").block() + Thread.currentThread().getName();
		}

	}

}
