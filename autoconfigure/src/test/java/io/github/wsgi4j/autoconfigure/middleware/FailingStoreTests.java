package io.github.wsgi4j.autoconfigure.middleware;

import java.io.IOException;
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
 * that has become a replica; and one whose connection breaks while a session is saved, as
 * that of a Redis that is killed. The exception is then the same as for a client that has
 * left.
 */
@OnOldestJava
class FailingStoreTests {

	@Test
	void aNewSessionThatIsNotKeptIsAnError() {
		try (TestServer server = start()) {
			assertError(server.get("/refused"));
		}
	}

	@Test
	void aBrokenConnectionIsAnErrorAndNoEmptyResponse() {
		try (TestServer server = start()) {
			String cookie = server.get("/").headers().firstValue("Set-Cookie").orElseThrow();
			assertError(server.get("/broken", "Cookie", cookie.substring(0, cookie.indexOf(';'))));
		}
	}

	private static TestServer start() {
		return TestServer.start(Login.class, "wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.store=web");
	}

	private static void assertError(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).contains("Internal Server Error");
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
					if (session.getAttributeNames().contains("/refused")) {
						return Mono.error(new IllegalArgumentException("You can't write against a read only replica."));
					}
					return session.getAttributeNames().contains("/broken")
							? Mono.error(new IOException("Connection reset by peer")) : super.save(session);
				}

			};
		}

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				Session.of(environ).set((String) environ.get("PATH_INFO"), true);
				startResponse.call("200 OK", List.of());
				return Body.text("Welcome");
			};
		}

	}

}
