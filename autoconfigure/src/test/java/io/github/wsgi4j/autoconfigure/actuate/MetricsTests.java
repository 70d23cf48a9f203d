package io.github.wsgi4j.autoconfigure.actuate;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsTests {

	private static final AtomicReference<Gate> GATE = new AtomicReference<>();

	private static TestServer server;

	private static MeterRegistry registry;

	@BeforeAll
	static void start() {
		server = TestServer.start(Metered.class, "wsgi.execution.mode=platform", "wsgi.execution.platform.threads=1",
				"wsgi.execution.platform.queue-capacity=1");
		registry = server.bean(MeterRegistry.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@AfterEach
	void allIsBackAtZero() {
		awaitGauge("wsgi.requests.active", 0);
		awaitGauge("wsgi.bodies.unclosed", 0);
	}

	@Test
	void requestIsActiveUntilItIsClosed() throws InterruptedException {
		long waited = waited();
		Gate gate = gate();
		CompletableFuture<HttpResponse<String>> response = server.getAsync("/call");
		gate.awaitReached();
		assertThat(gauge("wsgi.requests.active")).isOne();
		assertThat(gauge("wsgi.bodies.unclosed")).isZero();
		gate.open();
		assertThat(TestServer.get(response).body()).isEqualTo("called");
		awaitGauge("wsgi.requests.active", 0);
		assertThat(waited()).isEqualTo(waited + 1);
	}

	@Test
	void bodyIsUnclosedUntilItIsClosed() throws InterruptedException {
		Gate gate = gate();
		CompletableFuture<HttpResponse<String>> response = server.getAsync("/stream");
		gate.awaitReached();
		assertThat(gauge("wsgi.requests.active")).isOne();
		assertThat(gauge("wsgi.bodies.unclosed")).isOne();
		gate.open();
		assertThat(TestServer.get(response).body()).isEqualTo("block0block1");
	}

	@Test
	void failedRequestIsClosed() {
		long waited = waited();
		assertThat(server.get("/fail").statusCode()).isEqualTo(500);
		assertThat(waited()).isEqualTo(waited + 1);
	}

	@Test
	void clientThatGoesAwayIsClosed() throws InterruptedException, IOException {
		Gate gate = gate();
		try (Socket socket = server.open("/stream")) {
			gate.awaitReached();
			assertThat(gauge("wsgi.bodies.unclosed")).isOne();
			assertThat(socket.isConnected()).isTrue();
		}
		awaitGauge("wsgi.bodies.unclosed", 0);
		gate.open();
	}

	@Test
	void clientThatGoesAwayWhileItsRequestWaits() throws InterruptedException, IOException {
		Gate gate = gate();
		CompletableFuture<HttpResponse<String>> running = server.getAsync("/call");
		gate.awaitReached();
		try (Socket socket = server.open("/call")) {
			awaitGauge("wsgi.requests.active", 2);
			assertThat(socket.isConnected()).isTrue();
		}
		gate.open();
		assertThat(TestServer.get(running).statusCode()).isEqualTo(200);
	}

	@Test
	void rejectedRequestsAreCounted() throws InterruptedException {
		double rejected = rejected();
		long waited = waited();
		Gate gate = gate();
		CompletableFuture<HttpResponse<String>> running = server.getAsync("/call");
		gate.awaitReached();
		CompletableFuture<HttpResponse<String>> waiting = server.getAsync("/call");
		awaitGauge("wsgi.requests.active", 2);
		HttpResponse<String> response = server.get("/call");
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(rejected()).isEqualTo(rejected + 1);
		assertThat(gauge("wsgi.requests.active")).isEqualTo(2);
		gate.open();
		assertThat(TestServer.get(running).statusCode()).isEqualTo(200);
		assertThat(TestServer.get(waiting).statusCode()).isEqualTo(200);
		assertThat(waited()).isEqualTo(waited + 2);
	}

	@Test
	void metersHaveDescriptionsAndUnits() {
		assertThat(registry.getMeters()).filteredOn((meter) -> meter.getId().getName().matches("wsgi\\.[rbt].*"))
			.hasSize(4)
			.allSatisfy((meter) -> {
				assertThat(meter.getId().getDescription()).isNotBlank();
				assertThat(meter.getId().getBaseUnit()).isNotBlank();
			});
	}

	private static Gate gate() {
		Gate gate = new Gate();
		GATE.set(gate);
		return gate;
	}

	private static double gauge(String name) {
		return registry.get(name).gauge().value();
	}

	private static double rejected() {
		return registry.get("wsgi.requests.rejected").counter().count();
	}

	private static long waited() {
		return registry.get("wsgi.thread.wait").timer().count();
	}

	private static void awaitGauge(String name, double value) {
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(gauge(name)).as(name).isEqualTo(value));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Metered {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return switch (Environ.get(environ, Environ.PATH_INFO)) {
					case "/call" -> {
						GATE.get().pass();
						yield Body.text("called");
					}
					case "/stream" -> new TestBody(2, (index) -> {
						if (index == 1) {
							GATE.get().pass();
						}
						return "block" + index;
					}, () -> {
					});
					default -> throw new IllegalStateException("failed on purpose");
				};
			};
		}

	}

}
