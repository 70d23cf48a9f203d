package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@OnNewestJava
class AotTests {

	private static final String[] PROPERTIES = { TestServer.WITHOUT_SECURITY, "server.port=0",
			"server.address=127.0.0.1", "server.shutdown=immediate", "wsgi.mounts.shop=/shop",
			"management.endpoints.web.exposure.include=wsgi" };

	// One test, as each has a class loader of its own, into which all of Spring is loaded
	// anew.
	@Test
	@CompileWithForkedClassLoader
	void generatedInitializerStartsWhatWasThereAndRefusesWhatWasNot() {
		processAheadOfTime("", (start) -> {
			mountsTheApplications(start);
			unknownPropertyStopsTheStart(start);
			pythonApplicationThatIsKnownAtRunTimeAloneStopsTheStart(start);
		});
		// No process is started ahead of time: there is no directory for it to start in.
		processAheadOfTime("Python", AotTests::pythonApplicationThatIsKnownAtRunTimeAloneStopsTheStart,
				"wsgi.python.applications.known.directory=/nowhere", "wsgi.mounts.known=/known");
	}

	private static void mountsTheApplications(Start start) {
		start.run((context) -> {
			assertThat(context.getBean(WsgiHandlerMapping.class).getApplications())
				.extracting(MountedApplication::name, MountedApplication::path, MountedApplication::middleware)
				.containsExactlyInAnyOrder(Tuple.tuple("blog", "/blog", List.of("outer", "inner")),
						Tuple.tuple("shop", "/shop", List.of("outer", "inner")));
			int port = context.getWebServer().getPort();
			assertThat(TestServer.get(port, "/blog/x").body()).isEqualTo("blog:/blog:/x");
			assertThat(TestServer.get(port, "/shop/x").body()).isEqualTo("shop:/shop:/x");
			assertThat(TestServer.get(port, "/actuator/wsgi").body()).contains("\"/blog\"");
		});
	}

	private static void unknownPropertyStopsTheStart(Start start) {
		assertThatException().isThrownBy(() -> start.run((context) -> {
		}, "wsgi.limits.applications.shop.max-que=1")).withMessageContaining("'wsgi.limits.applications.shop.max-que'");
	}

	private static void pythonApplicationThatIsKnownAtRunTimeAloneStopsTheStart(Start start) {
		assertThatException().isThrownBy(() -> start.run((context) -> {
		}, "wsgi.python.applications.late.directory=/nowhere"))
			.withStackTraceContaining("'late' did not exist during ahead-of-time processing");
	}

	@SuppressWarnings("unchecked")
	private static void processAheadOfTime(String prefix, Consumer<Start> test, String... ahead) {
		TestGenerationContext generation = new TestGenerationContext(
				new ClassNameGenerator(TestGenerationContext.TEST_TARGET, prefix));
		ClassName initializer;
		try (AnnotationConfigReactiveWebServerApplicationContext context = new AnnotationConfigReactiveWebServerApplicationContext()) {
			TestPropertyValues.of(PROPERTIES).and(ahead).applyTo(context);
			context.register(TwoMounts.class);
			initializer = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
		assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/spring-configuration-metadata.json"))
			.accepts(generation.getRuntimeHints());
		generation.writeGeneratedContent();
		TestCompiler.forSystem()
			.with(generation)
			.compile((compiled) -> test
				.accept(new Start(compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()),
						TestPropertyValues.of(PROPERTIES).and(ahead))));
	}

	/**
	 * A start with what was generated.
	 */
	private record Start(ApplicationContextInitializer<GenericApplicationContext> generated, TestPropertyValues ahead) {

		void run(Consumer<ReactiveWebServerApplicationContext> test, String... properties) {
			try (ReactiveWebServerApplicationContext context = new ReactiveWebServerApplicationContext()) {
				System.setProperty(AotDetector.AOT_ENABLED, "true");
				this.ahead.and(properties).applyTo(context);
				this.generated.initialize(context);
				context.refresh();
				test.accept(context);
			}
			finally {
				System.clearProperty(AotDetector.AOT_ENABLED);
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoMounts {

		@Bean
		@Mount("/blog")
		Application blog() {
			return new Echo("blog");
		}

		@Bean
		Application shop() {
			return new Echo("shop");
		}

		@Bean
		@Order(2)
		Middleware inner() {
			return (application) -> application;
		}

		@Bean
		@Order(1)
		Middleware outer() {
			return (application) -> (environ, startResponse) -> application.call(environ, startResponse);
		}

	}

}
