package io.github.wsgi4j.autoconfigure;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@ExtendWith(OutputCaptureExtension.class)
class ValidationTests {

	@Test
	void offLetsAllGoUnseen(CapturedOutput output) {
		try (TestServer server = TestServer.start(Breaking.class, "wsgi.validate=off")) {
			assertThat(server.get("/header").body()).isEqualTo("answered");
			assertThat(server.get("/environ").body()).isEqualTo("answered");
			assertThat(server.bean(MeterRegistry.class).find("wsgi.violations").counters()).isEmpty();
		}
		assertThat(output).doesNotContain("broke the rule");
	}

	@Test
	void failAnswersAnErrorAndSaysBetweenWhichTwo(CapturedOutput output) {
		try (TestServer server = TestServer.start(Breaking.class, "wsgi.validate=fail")) {
			assertThat(server.get("/right").body()).isEqualTo("answered");
			assertThat(server.get("/header").statusCode()).isEqualTo(500);
			assertThat(server.get("/environ").statusCode()).isEqualTo(500);
		}
		assertThat(output)
			.contains("'application' broke the rule header-name-end, seen between 'inner' and 'application'")
			.contains("'outer' broke the rule environ-content-twins, seen between 'outer' and 'inner'");
	}

	@Test
	void warnLetsTheRequestGoOnLogsOnceAndCountsAll(CapturedOutput output) {
		try (TestServer server = TestServer.start(Breaking.class, "wsgi.validate=warn")) {
			for (int i = 0; i < 3; i++) {
				assertThat(server.get("/header").body()).isEqualTo("answered");
				assertThat(server.get("/environ").body()).isEqualTo("answered");
			}
			MeterRegistry registry = server.bean(MeterRegistry.class);
			assertThat(count(registry, "header-name-end", "inner -> application")).isEqualTo(3);
			assertThat(count(registry, "environ-content-twins", "outer -> inner")).isEqualTo(3);
			assertThat(registry.find("wsgi.violations").tag("place", "container -> outer").counters())
				.allSatisfy((counter) -> assertThat(counter.getId().getTag("rule")).isEqualTo("header-name-end"));
			assertThat(registry.find("wsgi.violations").counters()).isNotEmpty().allSatisfy((counter) -> {
				assertThat(counter.getId().getTag("application")).isEqualTo("application");
				assertThat(counter.getId().getDescription()).isNotBlank();
				assertThat(counter.getId().getBaseUnit()).isEqualTo("violations");
			});
		}
		assertThat(output.toString().split("seen between 'inner' and 'application': the name", -1)).hasSize(2);
	}

	@Test
	void aSampleOfNothingSeesNothing(CapturedOutput output) {
		try (TestServer server = TestServer.start(Breaking.class, "wsgi.validate=fail", "wsgi.validate-sample=0.0")) {
			assertThat(server.get("/header").body()).isEqualTo("answered");
		}
		assertThat(output).doesNotContain("broke the rule");
	}

	@Test
	void anApplicationIsCheckedWithoutMiddlewareToo(CapturedOutput output) {
		try (TestServer server = TestServer.start(Alone.class, "wsgi.validate=fail")) {
			assertThat(server.get("/").statusCode()).isEqualTo(500);
		}
		assertThat(output).contains("'alone' broke the rule body-given, seen between 'container' and 'alone'");
	}

	private static double count(MeterRegistry registry, String rule, String place) {
		Counter counter = registry.get("wsgi.violations").tags("rule", rule, "place", place).counter();
		return counter.count();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Breaking {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				boolean header = Environ.get(environ, Environ.PATH_INFO).equals("/header");
				startResponse.call("200 OK", header ? List.of(Header.of("X-", "1")) : List.of());
				return Body.text("answered");
			};
		}

		@Bean
		@Order(1)
		Middleware outer() {
			return (application) -> (environ, startResponse) -> {
				if (Environ.get(environ, Environ.PATH_INFO).equals("/environ")) {
					environ.put("HTTP_CONTENT_TYPE", "text/plain");
				}
				return application.call(environ, startResponse);
			};
		}

		@Bean
		@Order(2)
		Middleware inner() {
			return Middleware.identity();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Alone {

		@Bean
		Application alone() {
			return (environ, startResponse) -> null;
		}

	}

}
