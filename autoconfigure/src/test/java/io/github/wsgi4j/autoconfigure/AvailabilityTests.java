package io.github.wsgi4j.autoconfigure;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class AvailabilityTests {

	private static final String LIVENESS = "/actuator/health/liveness";

	private static final String READINESS = "/actuator/health/readiness";

	@Test
	void aServerThatRefusesTrafficIsAliveAndStillAnswers() {
		try (TestServer server = TestServer.start(Holding.class)) {
			assertThat(alone(server, READINESS).status()).isEqualTo(200);
			AvailabilityChangeEvent.publish(server.context(), ReadinessState.REFUSING_TRAFFIC);
			RawResponse readiness = alone(server, READINESS);
			assertThat(readiness.status()).isEqualTo(503);
			assertThat(readiness.text()).contains("OUT_OF_SERVICE");
			assertThat(alone(server, LIVENESS).status()).isEqualTo(200);
			assertThat(alone(server, "/").text()).isEqualTo("hello");
		}
	}

	// On a connection of its own: Reactor Netty 1.3.7 may stop reading behind an answer
	// that comes at once.
	private static RawResponse alone(TestServer server, String path) {
		try (RawClient client = new RawClient(server.port(), -1)) {
			return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readResponse();
		}
	}

	@Test
	void aServerThatStopsRefusesTrafficAndIsAlive() throws InterruptedException {
		TestServer server = TestServer.start(Holding.class, "server.shutdown=graceful");
		int port = server.port();
		ApplicationAvailability availability = server.bean(ApplicationAvailability.class);
		Gate gate = server.bean(Gate.class);
		CompletableFuture<HttpResponse<String>> held = server.getAsync("/held");
		gate.awaitReached();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
		TestServer.awaitRefused(port);
		assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);
		assertThat(availability.getLivenessState()).isEqualTo(LivenessState.CORRECT);
		gate.open();
		assertThat(TestServer.get(held).headers().firstValue("Connection")).contains("close");
		TestServer.get(stopped);
	}

	@Test
	void aFullPoolIsNoReasonToBeTakenOut() throws InterruptedException {
		try (TestServer server = TestServer.start(Holding.class, "wsgi.execution.mode=platform",
				"wsgi.execution.platform.threads=1", "wsgi.execution.platform.queue-capacity=0")) {
			Gate gate = server.bean(Gate.class);
			CompletableFuture<HttpResponse<String>> held = server.getAsync("/held");
			gate.awaitReached();
			assertThat(server.get("/").statusCode()).isEqualTo(503);
			assertThat(server.get(READINESS).statusCode()).isEqualTo(200);
			assertThat(server.get(LIVENESS).statusCode()).isEqualTo(200);
			gate.open();
			assertThat(TestServer.get(held).body()).isEqualTo("hello");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Holding {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		Application application(Gate gate) {
			return (environ, startResponse) -> {
				if (Environ.get(environ, Environ.PATH_INFO).equals("/held")) {
					gate.pass();
				}
				startResponse.call("200 OK", List.of());
				return Body.text("hello");
			};
		}

	}

}
