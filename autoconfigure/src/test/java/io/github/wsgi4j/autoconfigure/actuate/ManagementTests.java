package io.github.wsgi4j.autoconfigure.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.jayway.jsonpath.DocumentContext;
import com.jayway.jsonpath.JsonPath;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class ManagementTests {

	@Nested
	class OnAPortOfItsOwn {

		private static TestServer server;

		@BeforeAll
		static void start() {
			server = TestServer.start(Root.class, "management.server.port=0",
					"management.endpoints.web.exposure.include=health,wsgi");
		}

		@AfterAll
		static void stop() {
			server.close();
		}

		@Test
		void applicationDoesNotAnswerThere() {
			assertThat(server.managementPort()).isNotEqualTo(server.port());
			assertThat(TestServer.get(server.managementPort(), "/").statusCode()).isEqualTo(404);
			assertThat(TestServer.get(server.managementPort(), "/hello").statusCode()).isEqualTo(404);
			assertThat(TestServer.get(server.managementPort(), "/actuator/nothing").statusCode()).isEqualTo(404);
		}

		@Test
		void actuatorDoesNotAnswerOnThePortOfTheApplication() {
			assertThat(server.get("/actuator/health").body()).isEqualTo("root::/actuator/health");
			assertThat(server.get("/actuator/wsgi").body()).isEqualTo("root::/actuator/wsgi");
		}

		@Test
		void endpointAnswersThere() {
			assertThat(TestServer.get(server.managementPort(), "/actuator/health").statusCode()).isEqualTo(200);
			HttpResponse<String> response = TestServer.get(server.managementPort(), "/actuator/wsgi");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<List<String>>read(response.body(), "$.mounts[*].application"))
				.containsExactly("application");
		}

	}

	@Nested
	class OnTheSamePort {

		private static TestServer server;

		@BeforeAll
		static void start() {
			server = TestServer.start(Demo.class, "management.endpoints.web.exposure.include=health,wsgi",
					"wsgi.execution.mode=platform", "wsgi.execution.platform.threads=3",
					"wsgi.execution.platform.queue-capacity=7", "wsgi.environ.API_KEY=classified");
		}

		@AfterAll
		static void stop() {
			server.close();
		}

		@Test
		void actuatorWinsOverAnApplicationAtTheRoot() {
			HttpResponse<String> response = server.get("/actuator/health");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).contains("\"status\":\"UP\"");
			assertThat(server.get("/hello").body()).isEqualTo("root::/hello");
		}

		@Test
		void endpointTellsTheMounts() {
			DocumentContext json = JsonPath.parse(server.get("/actuator/wsgi").body());
			assertThat(json.<List<String>>read("$.mounts[?(@.application == 'root')].path")).containsExactly("/");
			assertThat(json.<List<String>>read("$.mounts[?(@.application == 'blog')].path")).containsExactly("/blog");
			assertThat(json.<List<List<String>>>read("$.mounts[*].middleware")).hasSize(2)
				.allSatisfy((middleware) -> assertThat(middleware).containsExactly("outer", "inner"));
		}

		@Test
		void endpointTellsTheExecution() {
			DocumentContext json = JsonPath.parse(server.get("/actuator/wsgi").body());
			assertThat(json.<String>read("$.executions[0].mode")).isEqualTo("platform");
			assertThat(json.<Integer>read("$.executions[0].threads")).isEqualTo(3);
			assertThat(json.<Integer>read("$.executions[0].queueCapacity")).isEqualTo(7);
			assertThat(json.<Integer>read("$.executions[0].active")).isNotNegative();
			assertThat(json.<Integer>read("$.executions[0].queued")).isNotNegative();
		}

		@Test
		void endpointTellsTheRequestsUnderWayAndNothingSecret() throws InterruptedException {
			Gate gate = server.bean(Gate.class);
			CompletableFuture<HttpResponse<String>> held = server.getAsync("/blog/held;session=classified?a=classified",
					"X-Secret", "classified", "Authorization", "Bearer classified", "Cookie", "a=classified");
			gate.awaitReached();
			String body = server.get("/actuator/wsgi").body();
			gate.open();
			DocumentContext json = JsonPath.parse(body);
			assertThat(json.<List<String>>read("$.requests[*].application")).containsExactly("blog");
			assertThat(json.<String>read("$.requests[0].method")).isEqualTo("GET");
			assertThat(json.<String>read("$.requests[0].path")).startsWith("/blog/held");
			assertThat(json.<Integer>read("$.requests[0].ageMillis")).isNotNegative();
			assertThat(json.<Integer>read("$.executions[0].active")).isEqualTo(1);
			assertThat(TestServer.get(held).statusCode()).isEqualTo(200);
			Awaitility.await()
				.atMost(TestServer.TIMEOUT)
				.untilAsserted(
						() -> assertThat(JsonPath.<List<?>>read(server.get("/actuator/wsgi").body(), "$.requests"))
							.isEmpty());
			assertThat(body).doesNotContain("classified");
		}

	}

	@Test
	void endpointIsAbsentWhenItIsNotExposed() {
		new ReactiveWebApplicationContextRunner().withPropertyValues(TestServer.WITHOUT_SECURITY)
			.withUserConfiguration(Root.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wsgiEndpoint")
				.doesNotHaveBean("wsgiActiveRequests"));
	}

	@Test
	void endpointIsAbsentWhenAccessIsDenied() {
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "management.endpoints.web.exposure.include=*",
					"management.endpoint.wsgi.access=NONE")
			.withUserConfiguration(Root.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("wsgiEndpoint"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Root {

		@Bean
		Application application() {
			return new Echo("root");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Demo {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		@Order(2)
		Middleware inner() {
			return (application) -> (environ, startResponse) -> application.call(environ, startResponse);
		}

		@Bean
		@Order(1)
		Middleware outer() {
			return (application) -> (environ, startResponse) -> application.call(environ, startResponse);
		}

		@Bean
		@Mount("/")
		Application root() {
			return new Echo("root");
		}

		@Bean
		@Mount("/blog")
		Application blog(Gate gate) {
			return (environ, startResponse) -> {
				gate.pass();
				startResponse.call("200 OK", List.of());
				return Body.text("held");
			};
		}

	}

}
