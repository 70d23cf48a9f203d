package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.type.AnnotationMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses that come later, in each mode that there is: on a pool of two threads, on
 * event loops, and on virtual threads.
 */
@Timeout(60)
class AsyncServerTests {

	private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

	private static final int REQUESTS = 200;

	private static final Queue<CompletableFuture<Response>> STAGES = new ConcurrentLinkedQueue<>();

	private static final AtomicReference<WsgiServer> SERVER = new AtomicReference<>();

	static Stream<String> modes() {
		int java = Runtime.version().feature();
		return Stream.of("platform", "event-loop", "virtual", "virtual-on-event-loop")
			.limit((java < 21) ? 2 : (java < 24) ? 3 : 4);
	}

	@BeforeAll
	static void start() {
		List<String> properties = new ArrayList<>(List.of("wsgi.execution.platform.threads=2",
				"wsgi.execution.platform.queue-capacity=200", "wsgi.mounts.application=/", "wsgi.validate=fail"));
		modes().forEach((mode) -> {
			for (String name : List.of(mode, mode + "-impatient")) {
				properties.add("wsgi.mounts." + name + "=/" + name);
				properties.add("wsgi.execution.applications." + name + "=" + mode);
			}
			properties.add("wsgi.limits.applications." + mode + "-impatient.response-timeout=1s");
		});
		SERVER.set(new WsgiServer(Modes.class, properties.toArray(String[]::new)));
	}

	@AfterAll
	static void stop() {
		SERVER.get().close();
	}

	@BeforeEach
	void clear() {
		STAGES.clear();
	}

	@ParameterizedTest
	@MethodSource("modes")
	void requestsThatWaitHoldNoThread(String mode) {
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < REQUESTS; i++) {
				clients.add(SERVER.get().connect().send(get(mode)));
			}
			Awaitility.await().untilAsserted(() -> assertThat(STAGES).hasSize(REQUESTS));
			STAGES.forEach((stage) -> stage.complete(Response.text("late").etag("tag")));
			for (RawClient client : clients) {
				RawResponse response = client.readResponse();
				assertThat(response.text()).isEqualTo("late");
				assertThat(response.header("Content-Length")).isEqualTo("4");
			}
		}
		finally {
			clients.forEach(RawClient::close);
		}
	}

	@ParameterizedTest
	@MethodSource("modes")
	void theHeadIsThatOfAResponseAtOnce(String mode) {
		RawResponse head = exchange(Contract.request("HEAD", "/" + mode + "/", "Connection: close"),
				Response.text("late"));
		assertThat(head.header("Content-Length")).isEqualTo("4");
		assertThat(head.body()).isEmpty();
		RawResponse same = exchange(get(mode, "If-None-Match: \"tag\""), Response.text("late").etag("tag"));
		assertThat(same.status()).isEqualTo(304);
		RawResponse missing = exchange(get(mode), new HttpException(404));
		assertThat(missing.status()).isEqualTo(404);
		assertThat(missing.text()).isEqualTo("page");
		RawResponse twice = exchange(get(mode),
				Response.async(CompletableFuture.supplyAsync(() -> Response.text("twice"), LATER)));
		assertThat(twice.text()).isEqualTo("twice");
		assertThat(twice.header("Content-Length")).isEqualTo("5");
		assertThat(exchange(get(mode), new IOException("belongs to the test")).status()).isEqualTo(500);
	}

	@ParameterizedTest
	@MethodSource("modes")
	void aClientThatLeavesCancelsTheStage(String mode) {
		try (RawClient client = SERVER.get().connect()) {
			client.send(get(mode));
			Awaitility.await().until(() -> !STAGES.isEmpty());
		}
		Awaitility.await().untilAsserted(() -> assertThat(STAGES.element()).isCancelled());
	}

	@ParameterizedTest
	@MethodSource("modes")
	void aStageThatIsNeverCompletedIsATimeout(String mode) {
		assertThat(SERVER.get().get("/" + mode + "-impatient/").status()).isEqualTo(504);
		Awaitility.await().untilAsserted(() -> assertThat(STAGES.element()).isCancelled());
	}

	private static String get(String mode, String... headers) {
		return Contract.get("/" + mode + "/", headers);
	}

	private static RawResponse exchange(String request, Object outcome) {
		STAGES.clear();
		try (RawClient client = SERVER.get().connect().send(request)) {
			Awaitility.await().until(() -> !STAGES.isEmpty());
			if (outcome instanceof Exception failure) {
				STAGES.element().completeExceptionally(failure);
			}
			else {
				STAGES.element().complete((Response) outcome);
			}
			return client.readResponse();
		}
	}

	private static Router router() {
		Router inner = Router.builder().any("/", (request) -> {
			CompletableFuture<Response> stage = new CompletableFuture<>();
			STAGES.add(stage);
			return Response.async(stage);
		}).build();
		return Router.builder()
			.mount("/", inner)
			.error(404, (exception, request) -> Response.text("page").status(404))
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Registrar.class)
	static class Modes {

	}

	/** Each mode has its applications. */
	static class Registrar implements ImportBeanDefinitionRegistrar {

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			modes().flatMap((mode) -> Stream.of(mode, mode + "-impatient"))
				.forEach((name) -> registry.registerBeanDefinition(name,
						new RootBeanDefinition(Application.class, AsyncServerTests::router)));
		}

	}

}
