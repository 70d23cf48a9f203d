package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.diagnostics.WsgiPropertiesAutoConfiguration;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.WsgiObservationConvention;
import io.github.wsgi4j.container.WsgiSettings;
import io.github.wsgi4j.container.dispatch.WsgiHandlerFactory;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.execution.UnboundedExecution;
import io.github.wsgi4j.container.response.TimeoutMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class BackOffTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY, "management.endpoints.web.exposure.include=*")
		.withUserConfiguration(One.class);

	@Test
	void allIsThereByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(Execution.class)
				.hasSingleBean(WsgiContainer.class)
				.hasSingleBean(WsgiHandlerMapping.class)
				.hasBean("wsgiEndpoint")
				.hasBean("wsgiMetrics")
				.hasSingleBean(WsgiProperties.class);
			assertThat(ownBeans(context.getBeanDefinitionNames(), context::getType)).isNotEmpty();
		});
	}

	@Test
	void disabledRemovesAll() {
		this.contextRunner.withPropertyValues("wsgi.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(ownBeans(context.getBeanDefinitionNames(), context::getType)).isEmpty();
		});
	}

	@Test
	void disabledLooksAtNoMounts() {
		this.contextRunner.withPropertyValues("wsgi.enabled=false", "wsgi.mounts.unknown=nowhere")
			.run((context) -> assertThat(context).hasNotFailed());
		withoutAnApplication().withPropertyValues("wsgi.enabled=false", "wsgi.mounts.unknown=nowhere")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void withoutAnApplicationThereIsOnlyTheCheckOfProperties() {
		withoutAnApplication()
			.withPropertyValues("wsgi.path=/all", "wsgi.strict=true", "management.endpoints.web.exposure.include=*")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(ownBeans(context.getBeanDefinitionNames(), context::getType))
					.containsExactlyInAnyOrder(WsgiPropertiesAutoConfiguration.class.getName(), "wsgiPropertyVerifier");
			});
	}

	@Test
	void disabledAnswers404() {
		try (TestServer server = TestServer.start(One.class, "wsgi.enabled=false")) {
			assertThat(server.get("/").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anOwnMappingNeedsNothingElse(boolean enabled) {
		try (TestServer server = TestServer.start(OwnMappingAlone.class, "wsgi.enabled=" + enabled)) {
			assertThat(server.get("/x").body()).isEqualTo("mine::/x");
		}
	}

	@Test
	void ownContainer() {
		this.contextRunner.withUserConfiguration(OwnContainer.class)
			.run((context) -> assertThat(context).getBean(WsgiContainer.class)
				.isSameAs(context.getBean("myContainer")));
	}

	@Test
	void ownMapping() {
		this.contextRunner.withUserConfiguration(OwnMapping.class)
			.run((context) -> assertThat(context).getBean(WsgiHandlerMapping.class)
				.isSameAs(context.getBean("myMapping")));
	}

	@Test
	void ownExecution() {
		this.contextRunner.withUserConfiguration(OwnParts.class)
			.withPropertyValues("wsgi.mounts.application=/1", "wsgi.mounts.myApplication=/2")
			.run((context) -> assertThat(context).getBean(Execution.class).isSameAs(context.getBean("myExecution")));
	}

	@Test
	void ownPartsAreUsed() {
		try (TestServer server = TestServer.start(OwnParts.class)) {
			assertThat(server.get("/").body()).isEqualTo("first second on my-thread");
			WsgiContainer container = server.bean(WsgiContainer.class);
			assertThat(container.execution()).isSameAs(server.bean(Execution.class));
			assertThat(container.convention()).isSameAs(server.bean(WsgiObservationConvention.class));
			assertThat(server.bean(AtomicInteger.class).get()).isPositive();
		}
	}

	private static ReactiveWebApplicationContextRunner withoutAnApplication() {
		return new ReactiveWebApplicationContextRunner().withPropertyValues(TestServer.WITHOUT_SECURITY)
			.withUserConfiguration(Nothing.class);
	}

	private static List<String> ownBeans(String[] names, Function<String, Class<?>> types) {
		return Arrays.stream(names).filter((name) -> {
			Class<?> type = types.apply(name);
			return type != null && type.getName().startsWith("io.github.wsgi4j.") && !type.getName().contains("Tests")
					&& !type.equals(Echo.class);
		}).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class One {

		@Bean
		Echo application() {
			return new Echo("application");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnContainer {

		@Bean
		WsgiContainer myContainer(Execution execution) {
			return new WsgiContainer(execution, new WsgiSettings(Map.of(), true, Buffering.FULL, 1024,
					ApplicationLimits.DEFAULT, Duration.ofSeconds(1), null, false));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMapping {

		@Bean
		WsgiHandlerMapping myMapping() {
			return new WsgiHandlerMapping(List.of(), null, Map.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnMappingAlone {

		@Bean
		WsgiHandlerMapping myMapping() {
			WsgiContainer container = new WsgiContainer(new UnboundedExecution("mine", Runnable::run),
					new WsgiSettings(Map.of(), true, Buffering.FULL, 1024, ApplicationLimits.DEFAULT,
							Duration.ofSeconds(1), null, false));
			return new WsgiHandlerMapping(List.of(new WsgiHandlerFactory(new TimeoutMonitor()).mount(container, "mine",
					"", Map.of(), new Echo("mine"))), null, Map.of());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnParts {

		@Bean
		AtomicInteger steps() {
			return new AtomicInteger();
		}

		@Bean
		Execution myExecution(AtomicInteger steps) {
			return new UnboundedExecution("mine", (step) -> {
				steps.incrementAndGet();
				new Thread(step, "my-thread").start();
			});
		}

		@Bean
		WsgiObservationConvention myConvention() {
			return new WsgiObservationConvention() {

				@Override
				public String getName() {
					return "my.name";
				}

			};
		}

		@Bean
		@Order(2)
		EnvironCustomizer second() {
			return (environ, exchange) -> environ.merge("test.names", "second", (a, b) -> a + " " + b);
		}

		@Bean
		@Order(1)
		EnvironCustomizer first() {
			return (environ, exchange) -> environ.merge("test.names", "first", (a, b) -> a + " " + b);
		}

		@Bean
		Application myApplication() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text(environ.get("test.names") + " on " + Thread.currentThread().getName());
			};
		}

	}

}
