package com.example;

import java.util.List;
import java.util.stream.Collectors;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The security chain and the token of docs/python.md.
 */
@OnOldestJava
class SiteSecurityTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.startSecured(Server.class, "spring.security.user.name=ann",
				"spring.security.user.password=secret", "wsgi.request.applications.other.csrf-token=true",
				"wsgi.mounts.site=/site", "wsgi.mounts.other=/");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void springSecurityLeavesTheFormsOfTheMountAlone() {
		assertThat(post("/site/form", "").text()).isEqualTo("ann null null null");
	}

	@Test
	void itChecksAllOthers() {
		assertThat(post("/form", "").status()).isEqualTo(403);
	}

	@Test
	void itTakesTheTokenThatItsApplicationWasGiven() {
		RawResponse form = send("GET /form HTTP/1.1\r\nAuthorization: " + credentials() + "\r\n");
		String[] given = form.text().split(" ", -1);
		assertThat(given).hasSize(4).contains("ann", "X-CSRF-TOKEN", "_csrf");
		String cookie = form.headers("Set-Cookie")
			.stream()
			.map((header) -> header.split(";", -1)[0])
			.collect(Collectors.joining("; "));
		assertThat(post("/form", "Cookie: " + cookie + "\r\n" + given[2] + ": " + given[1] + "\r\n").text())
			.startsWith("ann ");
		assertThat(post("/form", "Cookie: " + cookie + "\r\n" + given[2] + ": forged\r\n").status()).isEqualTo(403);
	}

	private static RawResponse post(String path, String headers) {
		return send("POST " + path + " HTTP/1.1\r\nAuthorization: " + credentials() + "\r\nContent-Length: 0\r\n"
				+ headers);
	}

	private static RawResponse send(String request) {
		try (RawClient client = new RawClient(server.port(), -1)) {
			return client.send(request + "Host: localhost\r\n\r\n").readResponse();
		}
	}

	private static String credentials() {
		return "Basic " + HttpHeaders.encodeBasicAuth("ann", "secret", null);
	}

	@EnableAutoConfiguration
	@Import(SiteSecurity.class)
	static class Server {

		@Bean
		Application site() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text(environ.get(Environ.REMOTE_USER) + " " + environ.get(Environ.CSRF_TOKEN) + " "
						+ environ.get(Environ.CSRF_HEADER) + " " + environ.get(Environ.CSRF_PARAMETER));
			};
		}

		@Bean
		Application other() {
			return site();
		}

	}

}
