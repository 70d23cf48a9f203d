package io.github.wsgi4j.container.dispatch;

import java.lang.reflect.Proxy;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.WsgiObservationContext;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever looks on does not end a request, nor keep its place, whatever it throws: of
 * libraries that do not fit each other that is errors, and no exceptions.
 */
@Timeout(60)
class FailingObserverTests {

	@ParameterizedTest
	@ValueSource(strings = { "accepted", "started", "opened", "closed", "onStart", "onScopeOpened", "onScopeClosed",
			"onStop" })
	void endsNoRequest(String method) {
		try (TestServer server = TestServer.start(Observed.class, "test.method=" + method,
				"wsgi.limits.max-concurrent-requests=1")) {
			assertThat(server.get("/").body()).isEqualTo("Hello");
			assertThat(server.get("/").body()).isEqualTo("Hello");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Observed {

		@Bean
		Application application() {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text("Hello");
			};
		}

		@Bean
		RequestListener listener(Environment environment) {
			return failing(RequestListener.class, environment);
		}

		@Bean
		@SuppressWarnings("unchecked")
		ObservationHandler<Observation.Context> handler(Environment environment) {
			return failing(ObservationHandler.class, environment);
		}

		private static <T> T failing(Class<T> type, Environment environment) {
			String failing = environment.getRequiredProperty("test.method");
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						if (method.getName().equals("supportsContext")) {
							return arguments[0] instanceof WsgiObservationContext;
						}
						if (method.getName().equals(failing)) {
							throw new NoSuchMethodError("This error belongs to the test");
						}
						return switch (method.getName()) {
							case "hashCode" -> 1;
							case "equals" -> false;
							case "toString" -> "failing";
							default -> null;
						};
					}));
		}

	}

}
