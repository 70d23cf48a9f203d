package io.github.wsgi4j.autoconfigure.middleware;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.middleware.RequestId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Middleware that properties turn on, between validators, on a server.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShelfTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(Site.class,
				Stream
					.of("access-log.enabled=true", "access-log.format=key-value", "request-id.enabled=true",
							"request-id.trust=true", "runtime.enabled=true", "runtime.format=server-timing",
							"timeout.enabled=true", "timeout.limit=500ms", "exception-page.enabled=true",
							"maximum-body.enabled=true", "maximum-body.limit=10B", "method-override.enabled=true",
							"profiler.enabled=true")
					.map((property) -> "wsgi.middleware." + property)
					.toArray(String[]::new));
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
	void eachRequestIsLogged(CapturedOutput output) {
		server.get("/id?x=1", "X-Request-Id", "logged");
		await().atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(output.getOut().lines())
				.anySatisfy((line) -> assertThat(line).contains("wsgi.access", "method=GET", "\"/id?x=1\"",
						"status=200", "bytes=6", "remote=127.0.0.1", "id=logged")));
	}

	@Test
	void aFailureIsLoggedWithTheStatusThatTheClientGot(CapturedOutput output) {
		assertThat(server.get("/missing").statusCode()).isEqualTo(404);
		await().atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(output.getOut().lines()).anySatisfy(
					(line) -> assertThat(line).contains("wsgi.access", "target=/missing", "status=404", "failure=")));
	}

	@Test
	void anExceptionIsShown() {
		HttpResponse<String> response = server.get("/broken", "Accept", "text/html", "Authorization", "Bearer hidden");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("it is broken").doesNotContain("hidden");
	}

	@Test
	void whatTakesTooLongIsAnswered() {
		assertThat(server.get("/slow").statusCode()).isEqualTo(503);
	}

	@Test
	void aBodyThatIsTooLargeIsRefused() {
		assertThat(server.postChunked("/echo", "0123456789").body()).isEqualTo("POST 0123456789");
		assertThat(server.postChunked("/echo", "0123456789!").statusCode()).isEqualTo(413);
	}

	@Test
	void aMethodIsOverridden() {
		assertThat(server.send("POST", "/echo", "X-HTTP-Method-Override", "DELETE").body()).isEqualTo("DELETE ");
	}

	@Test
	void theProfileIsInTheLog(CapturedOutput output) {
		server.get("/id?profile");
		await().atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(output.getOut()).containsPattern("GET /id: [0-9]+ samples in"));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Site {

		@Bean
		Application site() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return switch (Environ.get(environ, Environ.PATH_INFO)) {
					case "/id" -> Body.text("" + environ.get(RequestId.KEY));
					case "/echo" ->
						Body.of((environ.get(Environ.REQUEST_METHOD) + " ").getBytes(StandardCharsets.UTF_8),
								Environ.input(environ).readAllBytes());
					case "/slow" -> Body.text("" + new CountDownLatch(1).await(20, TimeUnit.SECONDS));
					case "/broken" -> throw new IllegalStateException("it is broken");
					default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
				};
			};
		}

	}

}
