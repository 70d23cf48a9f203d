package com.example;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login for a part of the paths of docs/security.md.
 */
@OnOldestJava
class AdminSecurityTests {

	@Test
	void onlyTheAdministratorGetsThere() {
		try (TestServer server = TestServer.startSecured(Server.class, "spring.security.user.name=ann",
				"spring.security.user.password=secret", "spring.security.user.roles=ADMIN")) {
			assertThat(server.get("/").body()).isEqualTo("null at site");
			assertThat(server.get("/admin/users").statusCode()).isEqualTo(401);
			assertThat(server
				.get("/admin/users", "Authorization", "Basic " + HttpHeaders.encodeBasicAuth("ann", "secret", null))
				.body()).isEqualTo("ann at site");
		}
	}

	@EnableAutoConfiguration
	@Import(AdminSecurity.class)
	static class Server {

		@Bean
		Application site() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text(environ.get(Environ.REMOTE_USER) + " at " + environ.get(Environ.APPLICATION));
			};
		}

	}

}
