package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.middleware.RequestId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Middleware that properties turn on, between validators, on a server.
 */
class ShelfTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(Hello.class, "wsgi.middleware.request-id.enabled=true",
				"wsgi.middleware.request-id.trust=true", "wsgi.middleware.runtime.enabled=true",
				"wsgi.middleware.runtime.format=server-timing", "management.endpoints.web.exposure.include=wsgi");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void theProxysIdentifierReachesTheApplicationAndComesBack() {
		HttpResponse<String> response = server.get("/id", "X-Request-Id", "from-the-proxy");
		assertThat(response.body()).isEqualTo("from-the-proxy");
		assertThat(response.headers().firstValue("X-Request-Id")).contains("from-the-proxy");
	}

	@Test
	void theResponseTellsHowLongItTook() {
		assertThat(server.get("/id").headers().firstValue("Server-Timing")).get().asString().startsWith("app;dur=");
	}

	@Test
	void theEndpointNamesThem() {
		assertThat(server.get("/actuator/wsgi").body()).contains("[\"wsgiRequestId\",\"wsgiRuntime\"");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application hello() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text("" + environ.get(RequestId.KEY));
			};
		}

	}

}
