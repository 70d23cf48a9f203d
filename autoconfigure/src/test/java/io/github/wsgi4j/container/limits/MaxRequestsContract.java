package io.github.wsgi4j.container.limits;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.ActiveRequest;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.RequestListener;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Sinks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One request under way and two that wait, on a single event loop.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MaxRequestsContract extends Contract {

	private static final Map<String, Sinks.Many<byte[]>> BODIES = new ConcurrentHashMap<>();

	private final List<String> called = new CopyOnWriteArrayList<>();

	MaxRequestsContract(ExecutionMode mode) {
		super(OneLoop.start(Watched.class, mode.name(), "wsgi.execution.platform.retry-after=7s",
				"wsgi.mounts.impatient=/impatient", "wsgi.limits.applications.application.max-concurrent-requests=1",
				"wsgi.limits.applications.application.max-queue=2",
				"wsgi.limits.applications.impatient.max-concurrent-requests=1",
				"wsgi.limits.applications.impatient.response-timeout=1s"));
	}

	@BeforeEach
	void serve() {
		BODIES.clear();
		this.called.clear();
		watched().accepted.clear();
		watched().rejected.clear();
		watched().closed.clear();
		this.server.serve((environ, start) -> {
			String path = Environ.get(environ, Environ.PATH_INFO);
			this.called.add(path);
			start.call("200 OK", NO_HEADERS);
			Sinks.Many<byte[]> body = Sinks.many().unicast().onBackpressureBuffer();
			body.tryEmitNext(bytes("begun")).orThrow();
			BODIES.put(path, body);
			return Body.from(JdkFlowAdapter.publisherToFlowPublisher(body.asFlux()));
		});
	}

	@AfterAll
	void stop() {
		this.server.close();
	}

	@Test
	void aRequestBeyondTheQueueIsAnswered503AndAnotherMountAnswers() throws IOException {
		try (RawClient first = begun("/1");
				RawClient second = this.server.connect();
				RawClient third = this.server.connect()) {
			sendAndAwait(second, "/2");
			sendAndAwait(third, "/3");
			RawResponse refused = this.server.get("/4");
			assertThat(refused.status()).isEqualTo(503);
			assertThat(refused.headers("Retry-After")).containsExactly("7");
			assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			assertThat(this.called).containsExactly("/1");
			end("/1", first);
			assertThat(second.readHead().status()).isEqualTo(200);
			assertThat(this.called).containsExactly("/1", "/2");
			end("/2", second);
			assertThat(third.readHead().status()).isEqualTo(200);
			end("/3", third);
		}
		assertThat(this.called).containsExactly("/1", "/2", "/3");
	}

	@Test
	void aRequestIsEitherRejectedOrAcceptedAndClosed() throws IOException {
		Watched listener = this.server.context().getBean(Watched.class);
		try (RawClient first = begun("/either/1");
				RawClient second = this.server.connect();
				RawClient third = this.server.connect()) {
			sendAndAwait(second, "/either/2");
			sendAndAwait(third, "/either/3");
			assertThat(this.server.get("/either/4").status()).isEqualTo(503);
			end("/either/1", first);
			second.readHead();
			end("/either/2", second);
			third.readHead();
			end("/either/3", third);
		}
		assertThat(listener.rejected).containsExactly("/either/4");
		assertThat(listener.accepted).containsOnlyOnce("/either/1", "/either/2", "/either/3");
		await()
			.untilAsserted(() -> assertThat(listener.closed).containsOnlyOnce("/either/1", "/either/2", "/either/3"));
	}

	@Test
	void whoLeavesIsDroppedFromTheQueue() throws IOException {
		try (RawClient first = begun("/1"); RawClient third = this.server.connect()) {
			try (RawClient second = this.server.connect()) {
				sendAndAwait(second, "/left");
			}
			await().until(() -> watched().closed.contains("/left"));
			sendAndAwait(third, "/3");
			end("/1", first);
			assertThat(third.readHead().status()).isEqualTo(200);
			end("/3", third);
		}
		assertThat(this.called).containsExactly("/1", "/3");
	}

	@Test
	void whoWaitsTooLongIsAnswered504() throws IOException {
		try (RawClient first = begun("/impatient/1"); RawClient second = this.server.connect()) {
			assertThat(second.send(get("/impatient/2")).readResponse().status()).isEqualTo(504);
			end("/1", first);
			second.send(get("/impatient/3"));
			assertThat(second.readHead().status()).isEqualTo(200);
			end("/3", second);
		}
		assertThat(this.called).containsExactly("/1", "/3");
	}

	@Test
	void aFailureGivesItsPlaceBack() {
		for (int i = 0; i < 3; i++) {
			assertThat(exchange(get("/"), (environ, start) -> {
				throw new IllegalStateException("This failure belongs to the test");
			}).status()).isEqualTo(500);
		}
		assertAnswers();
	}

	@Test
	void aClientThatGoesAwayGivesItsPlaceBack() {
		for (int i = 0; i < 3; i++) {
			begun("/" + i).close();
		}
		assertAnswers();
	}

	private RawClient begun(String path) {
		RawClient client = this.server.connect().send(get(path));
		assertThat(client.readHead().status()).isEqualTo(200);
		return client;
	}

	// Behind the notice, the loop has put it into the queue before it reads again.
	private void sendAndAwait(RawClient client, String path) {
		client.send(get(path));
		await().until(() -> watched().accepted.contains(path));
	}

	private static void end(String path, RawClient client) throws IOException {
		BODIES.get(path).tryEmitComplete().orThrow();
		assertThat(client.readChunk()).isEqualTo("begun");
		assertThat(client.readChunk()).isEmpty();
	}

	private Watched watched() {
		return this.server.context().getBean(Watched.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class Watched extends OneLoop implements RequestListener {

		private final List<String> accepted = new CopyOnWriteArrayList<>();

		private final List<String> rejected = new CopyOnWriteArrayList<>();

		private final List<String> closed = new CopyOnWriteArrayList<>();

		@Bean
		Application impatient(WsgiServer.Delegate application) {
			return (environ, start) -> application.call(environ, start);
		}

		@Override
		public void accepted(ActiveRequest request) {
			this.accepted.add(request.getExchange().getRequest().getPath().value());
		}

		@Override
		public void rejected(ActiveRequest request) {
			this.rejected.add(request.getExchange().getRequest().getPath().value());
		}

		@Override
		public void closed(ActiveRequest request) {
			this.closed.add(request.getExchange().getRequest().getPath().value());
		}

	}

}
