package io.github.wsgi4j.autoconfigure.shadow;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Router;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ShadowServerTests {

	private static TestServer server;

	@BeforeAll
	static void start() {
		server = TestServer.start(Shop.class, "management.endpoints.web.exposure.include=wsgi", "wsgi.path=/shop",
				"wsgi.shadows.shop.application=items", "wsgi.shadows.shop.mount=/items", "wsgi.shadows.shop.examples=1",
				"wsgi.shadows.shop.redact=X-Key", "wsgi.shadows.shop.ignore.patterns=token-[0-9]+",
				"wsgi.shadows.shop.ignore.headers=X-Build", "wsgi.shadows.shop.max-load=1");
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void shadowNeedsNoMount() {
		assertThat(server.bean(WsgiHandlerMapping.class).getApplications()).extracting(MountedApplication::name)
			.containsExactly("shop");
	}

	@Test
	void reportTellsWhichRoutesAgreeAndWhichDiffer(CapturedOutput output) {
		assertThat(server.get("/shop/items/1").body()).isEqualTo("{\"id\": 1, \"token\": \"token-1\"}");
		server.get("/shop/items/2");
		server.get("/shop/items/0/stock");
		server.get("/shop/items/0/stock", "X-Key", "classified", "Cookie", "a=classified");
		server.get("/shop/items/lost");
		server.get("/shop/about");
		server.post("/shop/items/1", "text/plain", "x");
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(counts("differed") + counts("agreed") + counts("failed")).isEqualTo(5));
		String body = server.get("/actuator/wsgi").body();
		assertThat(JsonPath.<String>read(body, "$.shadows.shop.application")).isEqualTo("items");
		assertThat(JsonPath.<List<Map<String, Object>>>read(body, "$.shadows.shop.routes")).satisfiesExactly(
				(route) -> assertThat(route).containsEntry("route", "GET /items/lost").containsEntry("failed", 1),
				(route) -> assertThat(route).containsEntry("route", "GET /items/{id}")
					.containsEntry("compared", 2)
					.containsEntry("agreed", 2),
				(route) -> assertThat(route).containsEntry("route", "GET /items/{id}/stock")
					.containsEntry("differed", 2)
					.containsEntry("differences", Map.of("status", 2, "header Content-Type", 2, "header Vary", 2,
							"header X-Stock", 2, "body", 2)));
		assertThat(JsonPath.<List<String>>read(body, "$.shadows.shop.examples[*].differences[*]"))
			.contains("The status was 200 OK and is 404 Not Found", "The header X-Stock was [5] and is []");
		assertThat(body).doesNotContain("classified");
		assertThat(output)
			.containsOnlyOnce("The shadow 'items' of 'shop' differs in status, header Content-Type, "
					+ "header Vary, header X-Stock, body. The request was GET /items/{id}/stock")
			.contains("The shadow 'items' of 'shop' has failed: it threw java.lang.IllegalStateException",
					"The shadow 'items': lost");
	}

	private static double counts(String outcome) {
		return server.bean(MeterRegistry.class)
			.get("wsgi.shadow.requests")
			.tags("application", "shop", "outcome", outcome)
			.functionCounter()
			.count();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Shop {

		@Bean
		Middleware outside() {
			return (application) -> (environ, startResponse) -> application.call(environ,
					(status, headers, excInfo) -> startResponse.call(status,
							List.of(Header.of("X-Outside", "1"), headers.iterator().next()), excInfo));
		}

		@Bean
		Application shop() {
			return (environ, startResponse) -> {
				String path = Environ.get(environ, Environ.PATH_INFO);
				if (path.startsWith("/items/")) {
					environ.put(Environ.PATTERN, path.replaceFirst("[0-9]+", "{id}"));
				}
				boolean stock = path.endsWith("/stock");
				startResponse.call("200 OK", stock ? List.of(Header.of("X-Stock", "5"))
						: List.of(Header.of("Content-Type", "application/json"), Header.of("X-Build", "1")));
				return Body.text(stock ? "5" : "{\"id\": " + path.replaceAll("\\D", "") + ", \"token\": \"token-1\"}");
			};
		}

		@Bean
		Application items() {
			return Router.builder().get("/lost", (request) -> {
				((PrintWriter) request.environ().get(Environ.WSGI_ERRORS)).println("lost");
				throw new IllegalStateException();
			})
				.get("/{id}",
						(request) -> Response.json(Map.of("token", "token-2", "id", request.path("id", Long.class))))
				.build();
		}

	}

}
