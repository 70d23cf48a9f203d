package io.github.wsgi4j.autoconfigure.middleware;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.config.annotation.web.server.EnableSpringWebSession;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that answers but keeps nothing, as a Redis without free memory or disk, or one
 * that has become a replica.
 */
@OnOldestJava
class ReadOnlyStoreTests {

	@Test
	void aNewSessionThatIsNotKeptIsAnError() {
		try (TestServer server = TestServer.start(Login.class, "wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.store=web")) {
			HttpResponse<String> response = server.get("/");
			assertThat(response.statusCode()).isEqualTo(500);
			assertThat(response.body()).contains("Internal Server Error");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableSpringWebSession
	static class Login {

		@Bean
		ReactiveMapSessionRepository sessions() {
			return new ReactiveMapSessionRepository(new ConcurrentHashMap<>()) {

				@Override
				public Mono<Void> save(MapSession session) {
					return Mono.error(new IllegalArgumentException("You can't write against a read only replica."));
				}

			};
		}

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				Session.of(environ).set("user", "lucy");
				startResponse.call("200 OK", List.of());
				return Body.text("Welcome");
			};
		}

	}

}
