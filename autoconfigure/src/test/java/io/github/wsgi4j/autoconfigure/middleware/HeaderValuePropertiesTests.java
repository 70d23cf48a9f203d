package io.github.wsgi4j.autoconfigure.middleware;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A value that no header can have stops the start; it would fail each request.
 */
@OnNewestJava
class HeaderValuePropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "security-headers.content-security-policy", "security-headers.frame-options",
			"security-headers.referrer-policy", "security-headers.permissions-policy", "static-files.cache-control",
			"static-files.headers.[font/*].X-Font", "cors.exposed", "cors.methods", "request-id.header" })
	void aValueOfSeveralLinesStopsTheStart(String name) {
		assertRefused(name, "one;\ntwo");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cors.exposed", "cors.methods" })
	void aNameWithABlankStopsTheStart(String name) {
		assertRefused(name, "X One");
	}

	private static void assertRefused(String name, String value) {
		String middleware = name.substring(0, name.indexOf('.'));
		new ReactiveWebApplicationContextRunner()
			.withPropertyValues(TestServer.WITHOUT_SECURITY, "wsgi.middleware." + middleware + ".enabled=true",
					"wsgi.middleware.static-files.location=classpath:META-INF", "wsgi.middleware.cors.origins=*")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new org.springframework.core.env.MapPropertySource("lines",
						java.util.Map.of("wsgi.middleware." + name, value))))
			.withUserConfiguration(Hello.class)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOf(RefusedValueException.class)
					.hasMessageContaining("wsgi.middleware." + name);
			});
	}

	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application hello() {
			return (environ, startResponse) -> Body.empty();
		}

	}

}
