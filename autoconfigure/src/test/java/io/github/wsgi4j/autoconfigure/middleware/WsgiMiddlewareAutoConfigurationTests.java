package io.github.wsgi4j.autoconfigure.middleware;

import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.middleware.Timeout;
import io.github.wsgi4j.middleware.TrailingSlash;
import io.github.wsgi4j.middleware.security.SessionCookie;
import io.github.wsgi4j.test.WsgiClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
class WsgiMiddlewareAutoConfigurationTests {

	/** In the order in which they stand, the outermost first. */
	private static final List<String> NAMES = List.of("wsgiAccessLog", "wsgiRequestId", "wsgiRuntime", "wsgiTimeout",
			"wsgiExceptionPage", "wsgiMaximumBody", "wsgiTrailingSlash", "wsgiMethodOverride", "wsgiProfiler");

	private static final String[] ALL = Stream
		.of("access-log", "request-id", "runtime", "timeout", "exception-page", "maximum-body", "trailing-slash",
				"method-override", "profiler")
		.map((name) -> "wsgi.middleware." + name + ".enabled=true")
		.toArray(String[]::new);

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withPropertyValues(TestServer.WITHOUT_SECURITY)
		.withUserConfiguration(Hello.class);

	@Test
	void noneIsThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(Middleware.class));
	}

	// Such as one that asks a store of secrets for each name.
	@Test
	void aSourceOfPropertiesNeedNotListThem() {
		PropertySource<?> source = new PropertySource<>("unlisted", this) {

			@Override
			public @Nullable Object getProperty(String name) {
				return name.equals("wsgi.middleware.request-id.enabled") ? "true" : null;
			}

		};
		this.contextRunner.withInitializer((context) -> context.getEnvironment().getPropertySources().addFirst(source))
			.run((context) -> assertThat(context).hasSingleBean(RequestId.class));
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
	void anEventLoopIsNotInterrupted() {
		this.contextRunner.withPropertyValues("wsgi.middleware.timeout.enabled=true").run((context) -> {
			AtomicReference<StartResponse> seen = new AtomicReference<>();
			Application application = context.getBean(Timeout.class).wrap((environ, startResponse) -> {
				seen.set(startResponse);
				return Body.empty();
			});
			StartResponse given = (status, headers, excInfo) -> (block) -> {
			};
			// A middleware that watches the time stands before the server's own.
			application.call(new HashMap<>(), given);
			assertThat(seen.get()).isNotSameAs(given);
			Mono.fromCallable(() -> application.call(new HashMap<>(), given))
				.subscribeOn(Schedulers.parallel())
				.block(TestServer.TIMEOUT);
			assertThat(seen).hasValue(given);
		});
	}

	@ParameterizedTest
	@CsvSource({ "/a/, /a, false, false, GET", "/a, /a/, true, false, GET", "/a, /a/, true, true, POST" })
	void aSlashIsAddedOrRemoved(String target, String location, boolean added, boolean everyMethod, String method) {
		this.contextRunner
			.withPropertyValues("wsgi.middleware.trailing-slash.enabled=true",
					"wsgi.middleware.trailing-slash.added=" + added,
					"wsgi.middleware.trailing-slash.every-method=" + everyMethod)
			.run((context) -> assertThat(WsgiClient.of(context.getBean(Application.class))
				.with(context.getBean(TrailingSlash.class))
				.request(method, target)
				.send()
				.header("Location")).isEqualTo(location));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aSessionMayEndWithTheBrowser(boolean endsWithBrowser) {
		this.contextRunner
			.withPropertyValues("wsgi.middleware.session.enabled=true",
					"wsgi.middleware.session.keys=0123456789abcdef0123456789abcdef",
					"wsgi.middleware.session.ends-with-browser=" + endsWithBrowser)
			.run((context) -> assertThat(WsgiClient.of((environ, startResponse) -> {
				Session.of(environ).set("user", "ann");
				startResponse.call("200 OK", List.of());
				return Body.empty();
			}).with(context.getBean(SessionCookie.class)).get("/").send().header("Set-Cookie").contains("Max-Age"))
				.isEqualTo(!endsWithBrowser));
	}

	@ParameterizedTest
	@CsvSource({ "timeout.limit, 0s", "maximum-body.limit, -1B", "profiler.interval, 0ms", "profiler.methods, -1" })
	void aValueOutOfRangeIsRefusedWithItsName(String name, String value) {
		this.contextRunner.withPropertyValues("wsgi.middleware." + name + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(RefusedValueException.class)
				.hasMessageContaining("wsgi.middleware." + name));
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
