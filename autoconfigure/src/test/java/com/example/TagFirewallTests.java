package com.example;

import java.net.http.HttpResponse;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Spring Security's firewall refuses, as docs/security.md has it.
 */
@OnOldestJava
class TagFirewallTests {

	@Test
	void unusualPathsAreRefused() {
		try (TestServer server = TestServer.startSecured(Server.class)) {
			for (String path : List.of("/a//b", "/a;b", "/a%3Bb", "/a%2Fb", "/a%5Cb", "/50%25", "/a%2Eb", "/a/./b",
					"/a/../b", "/a%0Ab")) {
				HttpResponse<String> response = server.get(path);
				assertThat(response.statusCode()).as(path).isEqualTo(400);
				assertThat(response.body()).as(path).isEmpty();
			}
		}
	}

	@Test
	void thePercentSignOfTheGuideIsLetIn() {
		try (TestServer server = TestServer.startSecured(Tags.class)) {
			assertThat(server.get("/50%25").body()).isEqualTo("/50%");
			assertThat(server.get("/a;b").statusCode()).isEqualTo(400);
		}
	}

	@EnableAutoConfiguration
	@Import(AdminSecurity.class)
	static class Server {

		@Bean
		Application site() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/plain")));
				return Body.text(Environ.get(environ, Environ.PATH_INFO));
			};
		}

	}

	@Import(TagFirewall.class)
	static class Tags extends Server {

	}

}
