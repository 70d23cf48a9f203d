package io.github.wsgi4j.autoconfigure;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.RequestId;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class WsgiMiddlewareAutoConfigurationTests {

	private static final String[] ALL = { "wsgi.middleware.request-id.enabled=true",
			"wsgi.middleware.runtime.enabled=true" };

	/** In the order in which they stand, the outermost first. */
	private static final List<String> NAMES = List.of("wsgiRequestId", "wsgiRuntime");

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY)
		.withUserConfiguration(Hello.class);

	@Test
	void noneIsThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(Middleware.class));
	}

	@Test
	void eachStandsInItsPlaceOutsideOfTheUsers() {
		this.contextRunner.withPropertyValues(ALL).withUserConfiguration(Own.class).run((context) -> {
			List<String> names = context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware();
			assertThat(names.subList(0, NAMES.size())).isEqualTo(NAMES);
			assertThat(names.subList(NAMES.size(), names.size())).containsExactly("ordered", "unordered");
		});
	}

	@Test
	void aBeanOfTheSameTypeTakesThePlace() {
		this.contextRunner.withPropertyValues(ALL)
			.withBean("requestId", RequestId.class, () -> RequestId.generatedBy(() -> "mine"))
			.run((context) -> assertThat(context).hasSingleBean(RequestId.class).hasBean("requestId"));
	}

	@Test
	void withoutAnApplicationNothingIsMounted() {
		new ReactiveWebApplicationContextRunner().withPropertyValues(TestServer.WITHOUT_SECURITY)
			.withPropertyValues(ALL)
			.withUserConfiguration(Nothing.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Middleware.class)
				.doesNotHaveBean(WsgiHandlerMapping.class)
				.doesNotHaveBean(WsgiMiddlewareProperties.class));
	}

	@Test
	void disabledRemovesThem() {
		this.contextRunner.withPropertyValues(ALL)
			.withPropertyValues("wsgi.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Middleware.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@Bean
		Application hello() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text("hello");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		@Bean
		Middleware unordered() {
			return Middleware.identity();
		}

		@Bean
		@Order(1)
		Middleware ordered() {
			return Middleware.identity();
		}

	}

}
