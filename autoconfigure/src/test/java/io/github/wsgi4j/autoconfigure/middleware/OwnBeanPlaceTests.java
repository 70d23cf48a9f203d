package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.diagnostics.AccessLog;
import io.github.wsgi4j.middleware.diagnostics.AccessLogEntry;
import io.github.wsgi4j.middleware.security.SessionCookie;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@OnNewestJava
class OwnBeanPlaceTests {

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.csrf.enabled=true",
				"wsgi.middleware.session.enabled=true", "wsgi.middleware.gzip.enabled=true");

	@Test
	void aBeanOfTheSameTypeStandsInItsPlace() {
		this.runner.withUserConfiguration(Own.class)
			.run((context) -> assertThat(
					context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware())
				.containsExactly("mine", "wsgiCsrf", "wsgiGzip"));
	}

	@Test
	void aLogOfTheUserSeesWhatOtherMiddlewareRefuses() {
		List<AccessLogEntry> entries = new CopyOnWriteArrayList<>();
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware.basic-auth.enabled=true",
					"wsgi.middleware.basic-auth.user=me", "wsgi.middleware.basic-auth.password=secret")
			.withUserConfiguration(Hello.class)
			.withBean("log", AccessLog.class, () -> AccessLog.to(entries::add))
			.run((context) -> {
				assertThat(context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware())
					.containsExactly("log", "wsgiBasicAuth");
				WebTestClient.bindToApplicationContext(context)
					.build()
					.get()
					.uri("/")
					.exchange()
					.expectStatus()
					.isUnauthorized();
				// The client may have the response before the body is closed.
				await()
					.untilAsserted(() -> assertThat(entries).extracting(AccessLogEntry::status).containsExactly(401));
			});
	}

	@Test
	void anOrderOfItsOwnCounts() {
		this.runner.withUserConfiguration(Ordered.class)
			.run((context) -> assertThat(
					context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware())
				.containsExactly("wsgiCsrf", "wsgiGzip", "mine"));
	}

	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application hello() {
			return (environ, startResponse) -> Body.empty();
		}

	}

	@EnableAutoConfiguration
	static class Own {

		@Bean
		Application hello() {
			return (environ, startResponse) -> Body.empty();
		}

		@Bean
		SessionCookie mine() {
			return SessionCookie.signedWith("k".repeat(32));
		}

	}

	@EnableAutoConfiguration
	static class Ordered {

		@Bean
		Application hello() {
			return (environ, startResponse) -> Body.empty();
		}

		@Bean
		@Order(7)
		SessionCookie mine() {
			return SessionCookie.signedWith("k".repeat(32));
		}

	}

}
