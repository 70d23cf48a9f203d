package io.github.wsgi4j.autoconfigure.middleware;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sessions that Spring keeps, on a server, wherever an application runs.
 */
class ShelfSessionTests {

	/** One for each mode. Each request without a cookie begins a session of its own. */
	private static final Map<String, TestServer> SERVERS = new HashMap<>();

	@AfterAll
	static void stop() {
		SERVERS.values().forEach(TestServer::close);
		SERVERS.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aValueComesBack(String mode) {
		TestServer server = server(mode);
		HttpResponse<String> first = server.get("/set?Joerg");
		String cookie = cookie(first);
		assertThat(cookie).startsWith("SESSION=");
		for (int i = 0; i < 5; i++) {
			HttpResponse<String> response = server.get("/get", "Cookie", cookie);
			assertThat(response.body()).isEqualTo("Joerg");
			assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void aRenewedSessionHasAnotherCookieAndTheOldOneIsWorthNothing(String mode) {
		TestServer server = server(mode);
		String cookie = cookie(server.get("/set?Joerg"));
		for (int i = 0; i < 5; i++) {
			String renewed = cookie(server.get("/renew", "Cookie", cookie));
			assertThat(renewed).startsWith("SESSION=").isNotEqualTo(cookie);
			assertThat(server.get("/get", "Cookie", renewed).body()).isEqualTo("Joerg");
			assertThat(server.get("/get", "Cookie", cookie).body()).isEqualTo("null");
			cookie = renewed;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void anInvalidatedSessionIsForgotten(String mode) {
		TestServer server = server(mode);
		String cookie = cookie(server.get("/set?Joerg"));
		HttpResponse<String> response = server.get("/invalidate", "Cookie", cookie);
		assertThat(response.headers().firstValue("Set-Cookie")).get().asString().contains("Max-Age=0");
		assertThat(server.get("/get", "Cookie", cookie).body()).isEqualTo("null");
	}

	@Test
	void anInvalidatedSessionMayBeginAnew() {
		TestServer server = server("platform");
		String cookie = cookie(server.get("/set?Joerg"));
		String next = cookie(server.get("/again?Else", "Cookie", cookie));
		assertThat(next).isNotEqualTo(cookie);
		assertThat(server.get("/get", "Cookie", next).body()).isEqualTo("Else");
		assertThat(server.get("/get", "Cookie", cookie).body()).isEqualTo("null");
	}

	@Test
	void aSessionThatIsNotUsedIsNotKept() {
		TestServer server = server("platform");
		for (String path : List.of("/get", "/renew", "/invalidate")) {
			assertThat(server.get(path).headers().firstValue("Set-Cookie")).as(path).isEmpty();
		}
	}

	@Test
	void itIsTheSameThatControllersHave() {
		TestServer server = server("platform");
		assertThat(server.get("/spring", "Cookie", cookie(server.get("/set?Joerg"))).body()).isEqualTo("Joerg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "platform", "event-loop" })
	void itDoesNotChangeAnyMoreOnceTheHeadersAreSent(String mode) {
		TestServer server = server(mode);
		assertThat(server.get("/late").body()).isEqualTo("first, the headers have been sent");
		assertThat(server.get("/written").body()).isEqualTo("first, the headers have been sent");
		HttpResponse<String> late = server.get("/started-late");
		assertThat(late.body()).isEqualTo("first, the headers have been sent");
		assertThat(server.get("/get", "Cookie", cookie(late)).body()).isEqualTo("in time");
	}

	@Test
	void itNeedsNoServer() {
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.session.enabled=true",
					"wsgi.middleware.session.store=web")
			.withUserConfiguration(Sessions.class)
			.run((context) -> WebTestClient.bindToApplicationContext(context)
				.configureClient()
				.responseTimeout(TestServer.TIMEOUT)
				.build()
				.get()
				.uri("/set?Joerg")
				.exchange()
				.expectCookie()
				.exists("SESSION")
				.expectBody(String.class)
				.isEqualTo("Joerg"));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "There are virtual threads from Java 21 on")
	void itIsTheSameOnVirtualThreads() {
		checkAll("virtual");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void itIsTheSameOnVirtualThreadsOfTheEventLoop() {
		checkAll("virtual-on-event-loop");
	}

	private void checkAll(String mode) {
		aValueComesBack(mode);
		aRenewedSessionHasAnotherCookieAndTheOldOneIsWorthNothing(mode);
		anInvalidatedSessionIsForgotten(mode);
		itDoesNotChangeAnyMoreOnceTheHeadersAreSent(mode);
	}

	private static TestServer server(String mode) {
		return SERVERS.computeIfAbsent(mode,
				(key) -> TestServer.start(Sessions.class, "wsgi.middleware.session.enabled=true",
						"wsgi.middleware.session.store=web", "wsgi.execution.mode=" + key));
	}

	private static String cookie(HttpResponse<String> response) {
		return response.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Sessions {

		@Bean
		Application sessions() {
			return (environ, startResponse) -> {
				Session session = Session.of(environ);
				String path = Environ.get(environ, Environ.PATH_INFO);
				String value = Environ.get(environ, Environ.QUERY_STRING);
				if (path.equals("/late")) {
					startResponse.call("200 OK", List.of());
					return new TestBody(2, (index) -> (index == 0) ? "first" : late(session), () -> {
					});
				}
				if (path.equals("/written")) {
					startResponse.call("200 OK", List.of()).call("first".getBytes(StandardCharsets.UTF_8));
					return Body.text(late(session));
				}
				if (path.equals("/started-late")) {
					return new TestBody(2, (index) -> (index == 0) ? first(session, startResponse) : late(session),
							() -> {
							});
				}
				change(session, path, value);
				startResponse.call("200 OK", List.of());
				return Body.text("" + session.get("name"));
			};
		}

		private static void change(Session session, String path, String value) {
			Map<String, Runnable> changes = Map.of("/set", () -> session.set("name", value), "/renew", session::renew,
					"/invalidate", session::invalidate, "/again", () -> {
						session.invalidate();
						session.set("name", value);
					});
			changes.getOrDefault(path, () -> session.remove("none")).run();
		}

		private static String first(Session session, StartResponse startResponse) {
			session.set("name", "in time");
			startResponse.call("200 OK", List.of());
			return "first";
		}

		private static String late(Session session) {
			try {
				session.set("late", "x");
				return ", it has changed";
			}
			catch (IllegalStateException ex) {
				String message = String.valueOf(ex.getMessage());
				return "," + message.substring(message.indexOf(':') + 1);
			}
		}

		@Bean
		RouterFunction<ServerResponse> router() {
			return RouterFunctions.route()
				.GET("/spring",
						(request) -> request.session()
							.flatMap((session) -> ServerResponse.ok().bodyValue("" + session.getAttribute("name"))))
				.build();
		}

	}

}
