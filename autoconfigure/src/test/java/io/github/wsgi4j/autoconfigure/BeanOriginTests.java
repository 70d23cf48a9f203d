package io.github.wsgi4j.autoconfigure;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications and middleware behind scoped proxies, and those of a context above.
 */
@OnOldestJava
class BeanOriginTests {

	@Test
	void aScopedProxyIsOneBean() {
		try (TestServer server = TestServer.start(Scoped.class)) {
			assertThat(server.get("/hello").body()).isEqualTo("hello, first, second");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "other.property=", "wsgi.mounts.hello=/hello" })
	void aContextHasTheBeansOfTheOneAbove(String property) {
		SpringApplicationBuilder below = new SpringApplicationBuilder(Beans.class).web(WebApplicationType.NONE)
			.child(Below.class)
			.web(WebApplicationType.REACTIVE)
			.properties("server.port=0", "server.address=127.0.0.1", TestServer.WITHOUT_SECURITY, property);
		try (TestServer server = TestServer.startWithoutLoops(below)) {
			assertThat(server.get("/hello").body()).isEqualTo("hello, first, second");
		}
	}

	private static Middleware adding(String text) {
		return (application) -> (environ, startResponse) -> {
			environ.merge("test.text", ", " + text, (before, more) -> before + (String) more);
			return application.call(environ, startResponse);
		};
	}

	private static Application hello() {
		return (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text("hello" + Environ.get(environ, "test.text"));
		};
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Scoped {

		@Bean
		@Mount("/hello")
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		Application hello() {
			return BeanOriginTests.hello();
		}

		@Bean
		@Order(2)
		Middleware anyName() {
			return adding("second");
		}

		@Bean
		@Order(1)
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		Middleware zLast() {
			return adding("first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@Mount("/hello")
		Application hello() {
			return BeanOriginTests.hello();
		}

		@Bean
		@Order(2)
		Middleware anyName() {
			return adding("second");
		}

		@Bean
		@Order(1)
		Middleware zLast() {
			return adding("first");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Below {

	}

}
