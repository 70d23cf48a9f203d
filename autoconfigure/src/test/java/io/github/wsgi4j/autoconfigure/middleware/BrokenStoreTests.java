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
 * A store whose connection breaks while a session is saved, as that of a Redis that is
 * killed. The exception is the same as for a client that has left.
 */
@OnOldestJava
class BrokenStoreTests {

	@Test
	void theClientGetsAnErrorAndNoEmptyResponse() {
		try (TestServer server = TestServer.start(Login.class, "wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.store=web")) {
			String cookie = server.get("/").headers().firstValue("Set-Cookie").orElseThrow();
			HttpResponse<String> response = server.get("/again", "Cookie", cookie.substring(0, cookie.indexOf(';')));
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
					return session.getAttributeNames().contains("/again")
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
