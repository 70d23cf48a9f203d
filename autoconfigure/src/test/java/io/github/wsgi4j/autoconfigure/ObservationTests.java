package io.github.wsgi4j.autoconfigure;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.Mount;
import io.github.wsgi4j.container.WsgiObservationContext;
import io.github.wsgi4j.container.WsgiObservationConvention;
import io.micrometer.context.ContextRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.WebFilter;

import static org.assertj.core.api.Assertions.assertThat;

class ObservationTests {

	private static final String REQUEST = "http.server.requests";

	private static final String CALL = "wsgi.application";

	private static final String MIDDLEWARE = "wsgi.middleware";

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	/** What the application has seen at each of its steps. */
	private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());

	private static void await(TestObservationRegistry registry, String name) {
		Awaitility.await()
			.atMost(TestServer.TIMEOUT)
			.untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(name)
				.that()
				.hasBeenStopped());
	}

	private static void awaitBoth(TestObservationRegistry registry) {
		await(registry, REQUEST);
		await(registry, CALL);
	}

	private static Application application(ObservationRegistry registry, Gate gate) {
		return (environ, startResponse) -> {
			see(registry, "call");
			startResponse.call("200 OK", List.of());
			String path = Environ.get(environ, Environ.PATH_INFO);
			if (path.equals("/call-fails")) {
				throw new IllegalStateException("failed on purpose");
			}
			if (path.equals("/whole")) {
				return Body.text("whole");
			}
			return new TestBody(3, (index) -> {
				see(registry, "step");
				if (index == 1 && path.equals("/step-fails")) {
					throw new IllegalStateException("failed on purpose");
				}
				if (index == 1 && path.equals("/held")) {
					gate.pass();
				}
				return "block" + index;
			}, () -> see(registry, "close"));
		};
	}

	private static void see(ObservationRegistry registry, String where) {
		Observation current = registry.getCurrentObservation();
		SEEN.add(where + " in " + ((current != null) ? current.getContextView().getName() : "nothing") + " of "
				+ TENANT.get());
	}

	@BeforeEach
	void clear() {
		SEEN.clear();
	}

	@Nested
	class Calls {

		private static TestServer server;

		private static TestObservationRegistry registry;

		@BeforeAll
		static void start() {
			server = TestServer.start(Observed.class);
			registry = server.bean(TestObservationRegistry.class);
		}

		@AfterAll
		static void stop() {
			server.close();
		}

		@BeforeEach
		void clear() {
			registry.clear();
		}

		@Test
		void callIsTheOnlyChildOfTheOnlyRequest() {
			assertThat(server.get("/blog/whole").body()).isEqualTo("whole");
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasNumberOfObservationsWithNameEqualTo(REQUEST, 1)
				.hasNumberOfObservationsWithNameEqualTo(CALL, 1)
				.hasNumberOfObservationsWithNameEqualTo(MIDDLEWARE, 0)
				.hasObservationWithNameEqualTo(CALL)
				.that()
				.hasParentObservationContextMatching((parent) -> REQUEST.equals(parent.getName()));
		}

		@Test
		void callHasTags() {
			assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(CALL)
				.that()
				.hasLowCardinalityKeyValue("application", "blog")
				.hasLowCardinalityKeyValue("method", "GET")
				.hasLowCardinalityKeyValue("status", "200")
				.hasLowCardinalityKeyValue("exception", "none")
				.doesNotHaveError();
		}

		@Test
		void methodThatAClientMakesUpIsNoTag() {
			assertThat(server.send("MADE-UP", "/blog/whole").body()).isEqualTo("whole");
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(CALL)
				.that()
				.hasLowCardinalityKeyValue("method", "UNKNOWN");
		}

		@Test
		void requestIsTaggedWithTheMount() {
			assertThat(server.get("/blog/a/b").statusCode()).isEqualTo(200);
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(REQUEST)
				.that()
				.hasLowCardinalityKeyValue("uri", "/blog/**")
				.hasLowCardinalityKeyValue("status", "200");
		}

		@Test
		void requestOfTheRootIsTaggedWithTheMount() {
			assertThat(server.get("/a/b").statusCode()).isEqualTo(200);
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(REQUEST)
				.that()
				.hasLowCardinalityKeyValue("uri", "/**");
		}

		@Test
		void callIsCurrentInEveryStep() {
			assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
			awaitBoth(registry);
			assertThat(SEEN).containsExactly("call in " + CALL + " of null", "step in " + CALL + " of null",
					"step in " + CALL + " of null", "step in " + CALL + " of null", "close in " + CALL + " of null");
		}

		@Test
		void errorOfTheCallIsRecorded() {
			assertThat(server.get("/blog/call-fails").statusCode()).isEqualTo(500);
			awaitBoth(registry);
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(CALL)
				.that()
				.hasLowCardinalityKeyValue("exception", "IllegalStateException")
				.hasError();
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(REQUEST)
				.that()
				.hasLowCardinalityKeyValue("status", "500")
				.hasLowCardinalityKeyValue("uri", "/blog/**");
		}

		@Test
		void errorOfTheIterationIsRecorded() throws IOException {
			try (Socket socket = server.open("/blog/step-fails")) {
				await(registry, CALL);
				assertThat(socket.isConnected()).isTrue();
			}
			TestObservationRegistryAssert.assertThat(registry)
				.hasObservationWithNameEqualTo(CALL)
				.that()
				.hasLowCardinalityKeyValue("exception", "IllegalStateException")
				.hasError();
			assertThat(SEEN).last().isEqualTo("close in " + CALL + " of null");
		}

		@Test
		void callIsStoppedAfterADisconnect() throws IOException, InterruptedException {
			try (Socket socket = server.open("/blog/held")) {
				server.bean(Gate.class).awaitReached();
				assertThat(socket.isConnected()).isTrue();
			}
			awaitBoth(registry);
			assertThat(SEEN).last().isEqualTo("close in " + CALL + " of null");
		}

	}

	@Nested
	class Names {

		@Test
		void conventionReplacesThem() {
			try (TestServer server = TestServer.start(Renamed.class)) {
				TestObservationRegistry registry = server.bean(TestObservationRegistry.class);
				assertThat(server.get("/blog/whole").body()).isEqualTo("whole");
				await(registry, "my.call");
				TestObservationRegistryAssert.assertThat(registry).hasNumberOfObservationsWithNameEqualTo(CALL, 0);
			}
		}

	}

	@Nested
	class MiddlewareCalls {

		@Test
		void eachIsAChildWhenAskedFor() {
			try (TestServer server = TestServer.start(WithMiddleware.class, "wsgi.observations.middleware=true")) {
				TestObservationRegistry registry = server.bean(TestObservationRegistry.class);
				assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
				awaitBoth(registry);
				TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo(CALL, 1)
					.hasHandledContextsThatSatisfy((contexts) -> assertThat(contexts)
						.filteredOn((context) -> MIDDLEWARE.equals(context.getName()))
						.extracting((context) -> context.getLowCardinalityKeyValue("middleware").getValue() + " < "
								+ context.getParentObservation().getContextView().getName())
						.containsExactlyInAnyOrder("outer < " + CALL, "inner < " + MIDDLEWARE));
			}
		}

		@Test
		void noneIsByDefault() {
			try (TestServer server = TestServer.start(WithMiddleware.class)) {
				TestObservationRegistry registry = server.bean(TestObservationRegistry.class);
				assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
				awaitBoth(registry);
				TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo(MIDDLEWARE, 0);
			}
		}

	}

	/**
	 * A tracer begins its span when an observation starts, and puts it into the thread
	 * when a scope is opened: the other way round, the thread has none.
	 */
	@Nested
	class Scopes {

		@Test
		void allAreBetweenTheStartAndTheStop() {
			try (TestServer server = TestServer.start(Recorded.class)) {
				assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
				List<String> events = server.bean(Recorder.class).events;
				Awaitility.await()
					.atMost(TestServer.TIMEOUT)
					.untilAsserted(() -> assertThat(events).contains("stop", "close scope"));
				assertThat(events).startsWith("start", "open scope");
				assertThat(events).endsWith("close scope", "stop");
				assertThat(events.stream().filter("open scope"::equals))
					.hasSameSizeAs(events.stream().filter("close scope"::equals).toList());
			}
		}

	}

	@Nested
	class Contexts {

		@BeforeAll
		static void register() {
			ContextRegistry.getInstance().registerThreadLocalAccessor("test.tenant", TENANT);
		}

		@AfterAll
		static void remove() {
			ContextRegistry.getInstance().removeThreadLocalAccessor("test.tenant");
		}

		@Test
		void reachPlatformThreads() {
			reach("platform");
		}

		@Test
		@EnabledForJreRange(min = JRE.JAVA_21)
		void reachVirtualThreads() {
			reach("virtual");
		}

		private void reach(String mode) {
			try (TestServer server = TestServer.start(Propagated.class, "wsgi.execution.mode=" + mode)) {
				assertThat(server.get("/blog/stream", "X-Tenant", "acme").body()).isEqualTo("block0block1block2");
				awaitBoth(server.bean(TestObservationRegistry.class));
				assertThat(SEEN).hasSize(5).allMatch((seen) -> seen.endsWith(" in " + CALL + " of acme"));
				SEEN.clear();
				assertThat(server.get("/blog/stream").body()).isEqualTo("block0block1block2");
				Awaitility.await().atMost(TestServer.TIMEOUT).untilAsserted(() -> assertThat(SEEN).hasSize(5));
				assertThat(SEEN).allMatch((seen) -> seen.endsWith(" of null"));
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Applications {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		@Mount("/")
		Application root(ObservationRegistry registry, Gate gate) {
			return application(registry, gate);
		}

		@Bean
		@Mount("/blog")
		Application blog(ObservationRegistry registry, Gate gate) {
			return application(registry, gate);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Applications.class)
	static class Observed {

		@Bean
		TestObservationRegistry testObservationRegistry() {
			return TestObservationRegistry.create();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Renamed extends Observed {

		@Bean
		WsgiObservationConvention convention() {
			return new WsgiObservationConvention() {

				@Override
				public String getName() {
					return "my.call";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithMiddleware extends Observed {

		@Bean
		@Order(2)
		Middleware inner() {
			return (application) -> (environ, startResponse) -> application.call(environ, startResponse);
		}

		@Bean
		@Order(1)
		Middleware outer() {
			return (application) -> (environ, startResponse) -> application.call(environ, startResponse);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Propagated extends Observed {

		@Bean
		WebFilter tenant() {
			return (exchange, chain) -> {
				String tenant = exchange.getRequest().getHeaders().getFirst("X-Tenant");
				return (tenant != null)
						? chain.filter(exchange).contextWrite((context) -> context.put("test.tenant", tenant))
						: chain.filter(exchange);
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Applications.class)
	static class Recorded {

		@Bean
		Recorder recorder() {
			return new Recorder();
		}

	}

	static final class Recorder implements ObservationHandler<Observation.Context> {

		private final List<String> events = Collections.synchronizedList(new ArrayList<>());

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof WsgiObservationContext;
		}

		@Override
		public void onStart(Observation.Context context) {
			this.events.add("start");
		}

		@Override
		public void onScopeOpened(Observation.Context context) {
			this.events.add("open scope");
		}

		@Override
		public void onScopeClosed(Observation.Context context) {
			this.events.add("close scope");
		}

		@Override
		public void onStop(Observation.Context context) {
			this.events.add("stop");
		}

	}

}
