package io.github.wsgi4j.autoconfigure.fastcgi;

import java.net.http.HttpResponse;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator tells of an application whose servers cannot be reached.
 */
class FastCgiManagementTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(Configuration.class, "wsgi.fastcgi.applications.shop.servers=unix:/nowhere/shop.sock",
				"wsgi.path=/shop", "management.endpoints.web.exposure.include=*",
				"management.endpoint.health.show-details=always");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void healthIsDown() {
		HttpResponse<String> health = server.get("/actuator/health/wsgiFastCgi");
		assertThat(health.statusCode()).isEqualTo(503);
		assertThat(health.body()).contains("\"shop\":{\"unix:/nowhere/shop.sock\":\"DOWN\"}");
	}

	@Test
	void requestsAreObserved() {
		assertThat(server.get("/shop/").statusCode()).isEqualTo(503);
		MeterRegistry meters = server.bean(MeterRegistry.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(meters.get("wsgi.fastcgi.requests")
				.tags("application", "shop", "outcome", "UNKNOWN")
				.timer()
				.count()).isPositive());
	}

	@Test
	void connectionsAreCounted() {
		MeterRegistry meters = server.bean(MeterRegistry.class);
		for (String name : new String[] { "wsgi.fastcgi.connections.active", "wsgi.fastcgi.waiting" }) {
			assertThat(meters.get(name).tag("application", "shop").gauge().value()).isZero();
		}
	}

	@Test
	void runsOnTheEventLoop() {
		assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"event-loop\"");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

	}

}
