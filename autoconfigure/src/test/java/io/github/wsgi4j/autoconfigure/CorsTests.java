package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class CorsTests {

	private static final String[] PRE_FLIGHT = { "Origin", "https://example.org", "Access-Control-Request-Method",
			"PUT" };

	@Test
	void preFlightReachesTheApplication() {
		try (TestServer server = TestServer.start(Plain.class)) {
			HttpResponse<String> response = server.send("OPTIONS", "/x", PRE_FLIGHT);
			assertThat(response.statusCode()).isEqualTo(204);
			assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("the application's");
			assertThat(server.bean(AtomicInteger.class)).hasValue(1);
			assertThat(server.get("/x", "Origin", "https://example.org").body()).isEqualTo("GET");
		}
	}

	@Test
	void springAnswersForThePathsOfItsConfiguration() {
		try (TestServer server = TestServer.start(Configured.class)) {
			HttpResponse<String> response = server.send("OPTIONS", "/api/x", PRE_FLIGHT);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://example.org");
			assertThat(response.headers().firstValue("Access-Control-Allow-Methods")).hasValue("PUT");
			HttpResponse<String> refused = server.send("OPTIONS", "/api/x", "Origin", "https://example.com",
					"Access-Control-Request-Method", "PUT");
			assertThat(refused.statusCode()).isEqualTo(403);
			assertThat(server.bean(AtomicInteger.class)).hasValue(0);
		}
	}

	@Test
	void requestOfAnotherOriginGetsSpringsHeadersAndTheApplicationsBody() {
		try (TestServer server = TestServer.start(Configured.class)) {
			HttpResponse<String> response = server.send("PUT", "/api/x", "Origin", "https://example.org");
			assertThat(response.body()).isEqualTo("PUT");
			assertThat(response.headers().allValues("Access-Control-Allow-Origin"))
				.containsExactly("https://example.org");
			assertThat(server.send("PUT", "/api/x", "Origin", "https://example.com").statusCode()).isEqualTo(403);
			assertThat(server.bean(AtomicInteger.class)).hasValue(1);
		}
	}

	@Test
	void preFlightOfAnotherPathReachesTheApplication() {
		try (TestServer server = TestServer.start(Configured.class)) {
			HttpResponse<String> response = server.send("OPTIONS", "/x", PRE_FLIGHT);
			assertThat(response.statusCode()).isEqualTo(204);
			assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue("the application's");
			assertThat(server.bean(AtomicInteger.class)).hasValue(1);
		}
	}

	@Test
	void otherOptionsReachTheApplication() {
		try (TestServer server = TestServer.start(Configured.class)) {
			assertThat(server.send("OPTIONS", "/api/x").statusCode()).isEqualTo(204);
			assertThat(server.bean(AtomicInteger.class)).hasValue(1);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Plain {

		@Bean
		AtomicInteger calls() {
			return new AtomicInteger();
		}

		@Bean
		Application application(AtomicInteger calls) {
			return (environ, startResponse) -> {
				calls.incrementAndGet();
				String method = Environ.get(environ, Environ.REQUEST_METHOD);
				if (method.equals("OPTIONS")) {
					startResponse.call("204 No Content",
							List.of(Header.of("Access-Control-Allow-Origin", "the application's")));
					return Body.empty();
				}
				startResponse.call("200 OK", List.of());
				return Body.text(method);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Configured extends Plain {

		@Bean
		WebFluxConfigurer cors() {
			return new WebFluxConfigurer() {

				@Override
				public void addCorsMappings(CorsRegistry registry) {
					registry.addMapping("/api/**").allowedOrigins("https://example.org").allowedMethods("PUT");
				}

			};
		}

	}

}
