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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The security chain and the token of docs/python.md.
 */
class SiteSecurityTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.startSecured(Server.class, "spring.security.user.name=ann",
				"spring.security.user.password=secret", "wsgi.middleware.session.enabled=true",
				"wsgi.middleware.session.store=web", "wsgi.mounts.site=/site", "wsgi.mounts.other=/");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void springSecurityLeavesTheFormsOfTheMountAlone() {
		assertThat(post("/site/form").text()).isEqualTo("ann, true");
	}

	@Test
	void itChecksAllOthers() {
		assertThat(post("/form").status()).isEqualTo(403);
	}

	private static RawResponse post(String path) {
		String credentials = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.US_ASCII));
		try (RawClient client = new RawClient(server.port(), -1)) {
			return client
				.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
						+ "\r\nContent-Length: 0\r\n\r\n")
				.readResponse();
		}
	}

	@EnableAutoConfiguration
	@Import({ SiteSecurity.class, CsrfTokens.class })
	static class Server {

		@Bean
		Application site() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body
					.text(environ.get(Environ.REMOTE_USER) + ", " + (environ.get("shop.csrf_token") instanceof String));
			};
		}

		@Bean
		Application other() {
			return site();
		}

	}

}
