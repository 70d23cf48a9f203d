package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class MiddlewareOrderTests {

	private static final String TRACE = "test.trace";

	private static TestServer server;

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY)
		.withUserConfiguration(OneApplication.class);

	@BeforeAll
	static void start() {
		server = TestServer.start(Ordering.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void lowestOrderIsOutermost() {
		assertThat(server.get("/").body()).isEqualTo("annotatedClass,annotatedMethod,ordered,unordered>root");
	}

	@Test
	void everyApplicationIsWrapped() {
		assertThat(server.get("/other").body()).isEqualTo("annotatedClass,annotatedMethod,ordered,unordered>other");
	}

	@Test
	void mappingNamesThemInThatOrder() {
		assertThat(server.bean(WsgiHandlerMapping.class).getApplications()).hasSize(2)
			.allSatisfy((mounted) -> assertThat(mounted.middleware()).satisfiesExactly(
					(name) -> assertThat(name).endsWith("AnnotatedClass"),
					(name) -> assertThat(name).isEqualTo("annotatedMethod"),
					(name) -> assertThat(name).endsWith("OrderedClass"),
					(name) -> assertThat(name).isEqualTo("unordered")));
	}

	@Test
	void composedOnceForEachApplicationAtTheStart() {
		assertThat(server.bean(AtomicInteger.class)).hasValue(2);
		assertThat(server.get("/").statusCode()).isEqualTo(200);
		assertThat(server.get("/other").statusCode()).isEqualTo(200);
		assertThat(server.bean(AtomicInteger.class)).hasValue(2);
	}

	@Test
	void equalMiddlewareWrapsOnceForEachBean() {
		this.contextRunner.withUserConfiguration(EqualMiddleware.class)
			.run((context) -> assertThat(
					context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware())
				.containsExactly("first", "second"));
	}

	@Test
	void prototypeIsNotForgotten() {
		this.contextRunner.withUserConfiguration(PrototypeMiddleware.class)
			.run((context) -> assertThat(
					context.getBean(WsgiHandlerMapping.class).getApplications().get(0).middleware())
				.containsExactly("prototype"));
	}

	@Test
	void oneThatReturnsNullStopsTheStart() {
		this.contextRunner.withBean("forgetful", Middleware.class, () -> (application) -> null)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOf(MisconfigurationException.class)
				.hasMessageContaining("'forgetful' returned null"));
	}

	private static Middleware trace(String name) {
		return (application) -> (environ, startResponse) -> {
			environ.merge(TRACE, name, (before, after) -> before + "," + after);
			return application.call(environ, startResponse);
		};
	}

	private static Application application(String name) {
		return (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text(environ.get(TRACE) + ">" + name);
		};
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ OrderedClass.class, AnnotatedClass.class })
	static class Ordering {

		@Bean
		Middleware unordered(AtomicInteger wraps) {
			return (application) -> {
				wraps.incrementAndGet();
				return trace("unordered").wrap(application);
			};
		}

		@Bean
		@Order(2)
		Middleware annotatedMethod() {
			return trace("annotatedMethod");
		}

		@Bean
		AtomicInteger wraps() {
			return new AtomicInteger();
		}

		@Bean
		@Mount("/")
		Application root() {
			return application("root");
		}

		@Bean
		@Mount("/other")
		Application other() {
			return application("other");
		}

	}

	@Order(1)
	static class AnnotatedClass implements Middleware {

		@Override
		public Application wrap(Application application) {
			return trace("annotatedClass").wrap(application);
		}

	}

	static class OrderedClass implements Middleware, Ordered {

		@Override
		public Application wrap(Application application) {
			return trace("ordered").wrap(application);
		}

		@Override
		public int getOrder() {
			return 3;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OneApplication {

		@Bean
		Application application() {
			return (environ, startResponse) -> Body.empty();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EqualMiddleware {

		@Bean
		@Order(1)
		Middleware first() {
			return Middleware.identity();
		}

		@Bean
		@Order(2)
		Middleware second() {
			return Middleware.identity();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrototypeMiddleware {

		@Bean
		@Scope("prototype")
		Middleware prototype() {
			return new AnnotatedClass();
		}

	}

}
