package io.github.wsgi4j.autoconfigure.python;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the actuator tells of a Python application that runs.
 */
@OnNewestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class PythonManagementTests {

	private static final String APPLICATION = """
			import os
			import time

			def application(environ, start_response):
			    while environ["PATH_INFO"] == "/wait" and not os.path.exists("go"):
			        time.sleep(0.01)
			    start_response("200 OK", [("Content-Type", "text/plain")])
			    return [b"hello"]
			""";

	@TempDir
	private Path folder;

	@Test
	void runsOnTheEventLoop() throws IOException {
		try (TestServer server = start(Empty.class, "wsgi.python.applications.shop.static-paths[/files]=.")) {
			assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"event-loop\"",
					"\"python\":{\"shop\":");
			assertThat(server.get("/actuator/health/wsgiPython").body()).contains("UP");
			assertThat(server.get("/shop/files/app.py").body()).isEqualTo(APPLICATION);
		}
	}

	@Test
	void doesNotRunThereWhereAMiddlewareMayBlock() throws IOException {
		try (TestServer server = start(Blocking.class)) {
			assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"platform\"");
		}
	}

	@Test
	void modeOfItsOwnComesFirst() throws IOException {
		try (TestServer server = start(Empty.class, "wsgi.execution.applications.shop=platform")) {
			assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"platform\"");
		}
	}

	@Test
	void hasMetersOfThreadsAndOfRequestsThatWait() throws IOException {
		try (TestServer server = start(Empty.class, "wsgi.python.applications.shop.threads=1")) {
			Path go = this.folder.resolve("go");
			CompletableFuture<HttpResponse<String>> first = server.getAsync("/shop/wait");
			CompletableFuture<HttpResponse<String>> second = server.getAsync("/shop/wait");
			MeterRegistry meters = server.bean(MeterRegistry.class);
			awaitGauges(meters, 1, 1);
			Files.createFile(go);
			assertThat(TestServer.get(first).body()).isEqualTo("hello");
			assertThat(TestServer.get(second).body()).isEqualTo("hello");
			awaitGauges(meters, 0, 0);
		}
	}

	private static void awaitGauges(MeterRegistry meters, int busy, int waiting) {
		Awaitility.await().atMost(TestServer.TIMEOUT).untilAsserted(() -> {
			assertThat(meters.get("wsgi.python.threads.busy").tag("application", "shop").gauge().value())
				.isEqualTo(busy);
			assertThat(meters.get("wsgi.python.waiting").tag("application", "shop").gauge().value()).isEqualTo(waiting);
		});
	}

	@Test
	void isOnlyReloadedWhereTheAccessIsRaised() throws IOException {
		try (TestServer server = start(Empty.class, "management.endpoint.wsgi.access=unrestricted")) {
			assertThat(reload(server, "shop")).isEqualTo(204);
			assertThat(reload(server, "blog")).isEqualTo(404);
		}
		try (TestServer server = start(Empty.class)) {
			assertThat(reload(server, "shop")).isNotEqualTo(204);
		}
	}

	@Test
	void anOptionalApplicationThatIsNotThereIsToldAndHealthyAllTheSame() throws IOException {
		try (TestServer server = start(Empty.class, "wsgi.python.applications.shop.startup=optional",
				"wsgi.python.applications.shop.interpreter=/nowhere/python")) {
			HttpResponse<String> health = server.get("/actuator/health/wsgiPython");
			assertThat(health.statusCode()).isEqualTo(200);
			assertThat(health.body()).contains("\"shop\":\"DOWN\"");
		}
	}

	private static int reload(TestServer server, String application) {
		return server.post("/actuator/wsgi/" + application, "application/json", "{}").statusCode();
	}

	private TestServer start(Class<?> configuration, String... properties) throws IOException {
		Files.writeString(this.folder.resolve("app.py"), APPLICATION);
		return TestServer.start(configuration,
				Stream
					.concat(Stream.of("wsgi.python.applications.shop.directory=" + this.folder,
							"wsgi.python.applications.shop.callable=app:application", "wsgi.path=/shop",
							"management.endpoints.web.exposure.include=*",
							"management.endpoint.health.show-details=always"), Stream.of(properties))
					.toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Blocking {

		// A lambda would have a name of the project's own.
		@Bean
		Middleware blocking() {
			return (Middleware) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Middleware.class },
					(proxy, method, arguments) -> method.isDefault()
							? InvocationHandler.invokeDefault(proxy, method, arguments) : arguments[0]);
		}

	}

}
