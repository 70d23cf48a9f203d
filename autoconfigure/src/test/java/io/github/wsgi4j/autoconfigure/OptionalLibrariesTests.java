package io.github.wsgi4j.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

import io.github.wsgi4j.autoconfigure.actuate.WsgiEndpointAutoConfiguration;
import io.github.wsgi4j.autoconfigure.actuate.WsgiMetricsAutoConfiguration;
import io.github.wsgi4j.autoconfigure.middleware.WsgiSecurityMiddlewareAutoConfiguration;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.middleware.security.FormReader;
import io.micrometer.context.ContextRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.eclipse.jetty.http.MultiPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes away the libraries that an application need not have: from the conditions, and
 * from the class path altogether.
 */
@OnNewestJava
class OptionalLibrariesTests {

	private static final String ACTUATOR = "spring-boot-(actuator|health|micrometer)";

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues("management.endpoints.web.exposure.include=*")
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(Echo.class, () -> new Echo("hello"))
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiEndpointAutoConfiguration.class,
				WsgiMetricsAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	@Test
	void withAll() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.hasBean("wsgiEndpoint")
			.hasBean("wsgiMetrics")
			.hasBean("wsgiHandlerMapping"));
	}

	@Test
	void withoutActuator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wsgiEndpoint")
				.hasBean("wsgiHandlerMapping"));
	}

	@Test
	void withoutMicrometerCore() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("wsgiMetrics")
				.hasBean("wsgiHandlerMapping"));
	}

	@Test
	void withoutContextPropagation() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(ContextRegistry.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("wsgiHandlerMapping"));
	}

	@Test
	void withoutAParserOfForms() {
		ReactiveWebApplicationContextRunner forms = this.contextRunner
			.withConfiguration(AutoConfigurations.of(WsgiSecurityMiddlewareAutoConfiguration.class))
			.withPropertyValues("wsgi.middleware.csrf.enabled=true", "wsgi.middleware.session.enabled=true",
					"wsgi.middleware.session.keys=0123456789abcdef0123456789abcdef");
		forms.run((context) -> assertThat(context).hasSingleBean(FormReader.class).hasBean("wsgiCsrf"));
		forms.withClassLoader(new FilteredClassLoader(MultiPart.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FormReader.class).hasBean("wsgiCsrf"));
	}

	@Test
	void withoutSecurity() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SecurityWebFilterChain.class.getPackageName()))
			.run((context) -> assertThat(context).hasNotFailed().hasBean("wsgiHandlerMapping"));
	}

	@Test
	void withoutSpringTest() {
		this.contextRunner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.test.autoconfigure",
					"org.springframework.test", "org.springframework.boot.webtestclient", "org.junit"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("wsgiHandlerMapping")
				.doesNotHaveBean("wsgiClient"));
	}

	@ParameterizedTest
	@ValueSource(strings = { ACTUATOR + "|spring-test|spring-boot-(test|.*test)|junit",
			"context-propagation|(spring-boot-)?(jackson|thymeleaf)|jetty-(http|io|util)",
			ACTUATOR + "|micrometer-(core|jakarta9)", ACTUATOR
					+ "|micrometer-(core|jakarta9)|context-propagation|spring-security|spring-boot-(starter-)?security" })
	void answersWithout(String jars) throws Exception {
		Pattern removed = Pattern.compile("(" + jars + ").*\\.jar");
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !removed.matcher(path.getFileName().toString()).matches())
			.map(OptionalLibrariesTests::url)
			.toArray(URL[]::new);
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader classLoader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Thread.currentThread().setContextClassLoader(classLoader);
			Method answer = classLoader.loadClass(Hello.class.getName()).getDeclaredMethod("answer");
			answer.setAccessible(true);
			assertThat(answer.invoke(null)).isEqualTo("hello::/x");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Echo hello() {
			return new Echo("hello");
		}

		static String answer() throws IOException {
			try (TestServer server = TestServer
				.start(TestServer.application(Hello.class).registerShutdownHook(false))) {
				return server.get("/x").body();
			}
		}

	}

}
