package io.github.wsgi4j.autoconfigure.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.tck.TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert;
import io.micrometer.observation.transport.SenderContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The observation of a call of Python, and the trace that goes on there.
 */
@OnNewestJava
@EnabledIf(value = "io.github.wsgi4j.python.PythonPackage#hasInterpreter", disabledReason = "There is no python3")
class PythonObservationTests {

	private static final String PYTHON = "wsgi.python.requests";

	private static final String SPAN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private static final String OF_THE_CLIENT = "00-11111111111111111111111111111111-2222222222222222-01";

	private static final String APPLICATION = """
			import logging

			def application(environ, start_response):
			    path = environ["PATH_INFO"]
			    if path == "/fails":
			        raise ValueError("failed on purpose")
			    start_response("404 Not Found" if path == "/no" else "200 OK", [("Content-Type", "text/plain")])
			    if path == "/log":
			        logging.getLogger("shop").warning("logged")
			        print("an error", file=environ["wsgi.errors"])
			    if path == "/stream":
			        return (block for block in [b"a", b"b", b"c"])
			    return [environ.get("HTTP_TRACEPARENT", "none").encode(), environ.get("HTTP_X_B3_TRACEID", "").encode()]
			""";

	@TempDir
	private static Path folder;

	private static TestServer server;

	private static TestObservationRegistry registry;

	private static TestServer untraced;

	@BeforeAll
	static void start() throws IOException {
		Files.writeString(folder.resolve("app.py"), APPLICATION);
		server = start(Traced.class);
		registry = server.bean(TestObservationRegistry.class);
		untraced = start(Logging.class);
	}

	@AfterAll
	static void stop() {
		server.close();
		untraced.close();
	}

	private static TestServer start(Class<?> configuration) {
		return TestServer.start(configuration, "wsgi.python.applications.shop.directory=" + folder,
				"wsgi.python.applications.shop.callable=app:application", "wsgi.path=/shop",
				"management.endpoints.web.exposure.include=*");
	}

	@BeforeEach
	void clear() {
		registry.clear();
	}

	private static TestObservationRegistryAssertReturningObservationContextAssert ended() {
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
				.hasNumberOfObservationsWithNameEqualTo(PYTHON, 1)
				.hasObservationWithNameEqualTo(PYTHON)
				.that()
				.hasBeenStopped());
		return TestObservationRegistryAssert.assertThat(registry).hasObservationWithNameEqualTo(PYTHON).that();
	}

	@Test
	void pythonSeesTheSpanAroundItAndNotThatOfTheClient() {
		assertThat(server.get("/shop/", "traceparent", OF_THE_CLIENT).body()).isEqualTo(SPAN + "b3");
		ended().hasLowCardinalityKeyValue("application", "shop").hasLowCardinalityKeyValue("outcome", "SUCCESS");
	}

	@Test
	void isAChildOfTheRequest() {
		assertThat(server.get("/shop/no").statusCode()).isEqualTo(404);
		ended().hasLowCardinalityKeyValue("outcome", "CLIENT_ERROR")
			.hasContextualNameEqualTo("python shop")
			.hasParentObservationContextMatching((parent) -> parent.getName().equals("wsgi.application")
					&& parent.getParentObservation().getContextView().getName().equals("http.server.requests"));
		assertThat(server.get("/actuator/wsgi").body()).contains("\"mode\":\"event-loop\"");
	}

	@Test
	void endsWithItsBody() {
		assertThat(server.get("/shop/stream").body()).isEqualTo("abc");
		ended().hasLowCardinalityKeyValue("outcome", "SUCCESS").doesNotHaveError();
	}

	@Test
	void takesNoteOfAnException() {
		assertThat(server.get("/shop/fails").statusCode()).isEqualTo(500);
		ended().hasLowCardinalityKeyValue("outcome", "UNKNOWN").hasError();
	}

	@Test
	void endsWithACallThatFails() {
		PythonApplication application = server.bean(PythonApplication.class);
		assertThatThrownBy(() -> application.call(new HashMap<>(), (status, headers, failure) -> (block) -> {
		})).isInstanceOf(RuntimeException.class);
		ended().hasError();
	}

	@Test
	void isATimerWithoutATracer() {
		assertThat(untraced.get("/shop/", "traceparent", OF_THE_CLIENT).body()).isEqualTo(OF_THE_CLIENT);
		assertThat(untraced.get("/shop/").body()).isEqualTo("none");
		MeterRegistry meters = untraced.bean(MeterRegistry.class);
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> assertThat(
					meters.get(PYTHON).tags("application", "shop", "outcome", "SUCCESS").timer().count())
				.isGreaterThanOrEqualTo(2));
	}

	@Test
	void linesOfTheLogHaveTheTraceOfTheirRequest() {
		Logger log = (Logger) LoggerFactory.getLogger("wsgi.python.shop");
		Queue<String> logged = new ConcurrentLinkedQueue<>();
		AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

			@Override
			protected void append(ILoggingEvent event) {
				logged.add(event.getMDCPropertyMap().get("traceId") + " " + event.getMessage());
			}

		};
		appender.start();
		log.addAppender(appender);
		try {
			assertThat(untraced.get("/shop/log").statusCode()).isEqualTo(200);
			Awaitility.await()
				.atMost(TestServer.TIMEOUT)
				.untilAsserted(() -> assertThat(logged).contains("python shop [shop] logged",
						"python shop [wsgi.errors] an error"));
		}
		finally {
			log.detachAppender(appender);
		}
	}

	@Test
	void isNotWhereItIsNotWanted() {
		try (TestServer unobserved = start(Unobserved.class)) {
			assertThat(unobserved.get("/shop/").body()).isEqualTo("none");
			assertThat(unobserved.bean(MeterRegistry.class).find(PYTHON).timer()).isNull();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Logging {

		@Bean
		ObservationHandler<SenderContext<Object>> scopes() {
			return new ObservationHandler<>() {

				@Override
				public void onScopeOpened(SenderContext<Object> context) {
					MDC.put("traceId", context.getContextualName());
				}

				@Override
				public void onScopeClosed(SenderContext<Object> context) {
					MDC.remove("traceId");
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof SenderContext;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unobserved {

		@Bean
		ObservationPredicate withoutPython() {
			return (name, context) -> !name.equals(PYTHON);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Traced {

		@Bean
		TestObservationRegistry testObservationRegistry() {
			return TestObservationRegistry.create();
		}

		@Bean
		ObservationHandler<SenderContext<Object>> propagator() {
			return new ObservationHandler<>() {

				@Override
				public void onStart(SenderContext<Object> context) {
					context.getSetter().set(context.getCarrier(), "traceparent", SPAN);
					context.getSetter().set(context.getCarrier(), "X-B3-TraceId", "b3");
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof SenderContext;
				}

			};
		}

	}

}
