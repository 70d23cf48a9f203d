package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Responses that come later, on a pool of two threads and on event loops.
 */
@Timeout(60)
class AsyncServerTests {

	private static final Executor LATER = CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

	private static final int REQUESTS = 200;

	private static final Queue<CompletableFuture<Response>> STAGES = new ConcurrentLinkedQueue<>();

	private static final List<WsgiServer> SERVERS = new ArrayList<>();

	@BeforeAll
	static void start() {
		for (String mode : List.of("platform", "event-loop")) {
			SERVERS
				.add(new WsgiServer(Impatient.class, "wsgi.execution.mode=" + mode, "wsgi.execution.platform.threads=2",
						"wsgi.execution.platform.queue-capacity=200", "wsgi.mounts.application=/",
						"wsgi.mounts.impatient=/impatient", "wsgi.limits.applications.impatient.response-timeout=1s")
					.serve(Impatient.router()));
		}
	}

	@AfterAll
	static void stop() {
		SERVERS.forEach(WsgiServer::close);
	}

	static Stream<WsgiServer> servers() {
		return SERVERS.stream();
	}

	@BeforeEach
	void clear() {
		STAGES.clear();
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void requestsThatWaitHoldNoThread(WsgiServer server) {
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < REQUESTS; i++) {
				clients.add(server.connect().send(Contract.get("/")));
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

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void theHeadIsThatOfAResponseAtOnce(WsgiServer server) {
		RawResponse head = exchange(server, Contract.request("HEAD", "/", "Connection: close"), Response.text("late"));
		assertThat(head.header("Content-Length")).isEqualTo("4");
		assertThat(head.body()).isEmpty();
		RawResponse same = exchange(server, Contract.get("/", "If-None-Match: \"tag\""),
				Response.text("late").etag("tag"));
		assertThat(same.status()).isEqualTo(304);
		RawResponse missing = exchange(server, Contract.get("/"), new HttpException(404));
		assertThat(missing.status()).isEqualTo(404);
		assertThat(missing.text()).isEqualTo("page");
		RawResponse twice = exchange(server, Contract.get("/"),
				Response.async(CompletableFuture.supplyAsync(() -> Response.text("twice"), LATER)));
		assertThat(twice.text()).isEqualTo("twice");
		assertThat(twice.header("Content-Length")).isEqualTo("5");
		assertThat(exchange(server, Contract.get("/"), new IOException("belongs to the test")).status()).isEqualTo(500);
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void aClientThatLeavesCancelsTheStage(WsgiServer server) {
		try (RawClient client = server.connect()) {
			client.send(Contract.get("/"));
			Awaitility.await().until(() -> !STAGES.isEmpty());
		}
		Awaitility.await().untilAsserted(() -> assertThat(STAGES.element()).isCancelled());
	}

	@ParameterizedTest(autoCloseArguments = false)
	@MethodSource("servers")
	void aStageThatIsNeverCompletedIsATimeout(WsgiServer server) {
		assertThat(server.get("/impatient/").status()).isEqualTo(504);
		Awaitility.await().untilAsserted(() -> assertThat(STAGES.element()).isCancelled());
	}

	private static RawResponse exchange(WsgiServer server, String request, Object outcome) {
		STAGES.clear();
		try (RawClient client = server.connect().send(request)) {
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

	@Configuration(proxyBeanMethods = false)
	static class Impatient {

		@Bean
		Application impatient() {
			return router();
		}

		static Application router() {
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

	}

}
