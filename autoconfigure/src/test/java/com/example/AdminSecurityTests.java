package com.example;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The login for a part of the paths of docs/security.md.
 */
class AdminSecurityTests {

	@Test
	void onlyTheAdministratorGetsThere() {
		try (TestServer server = TestServer.startSecured(Server.class, "spring.security.user.name=ann",
				"spring.security.user.password=secret", "spring.security.user.roles=ADMIN")) {
			assertThat(send(server, "/", "").text()).isEqualTo("null at site");
			assertThat(send(server, "/admin/users", "").status()).isEqualTo(401);
			String credentials = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.US_ASCII));
			assertThat(send(server, "/admin/users", "Authorization: Basic " + credentials + "\r\n").text())
				.isEqualTo("ann at site");
		}
	}

	private static RawResponse send(TestServer server, String path, String headers) {
		try (RawClient client = new RawClient(server.port(), -1)) {
			return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n").readResponse();
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
