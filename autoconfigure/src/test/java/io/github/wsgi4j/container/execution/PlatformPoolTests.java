package io.github.wsgi4j.container.execution;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import io.github.wsgi4j.http.gateway.GatewayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One thread, and a queue of one request, of none, or of as many as there may be.
 */
class PlatformPoolTests {

	private static WsgiServer queueing;

	private static WsgiServer refusing;

	private static WsgiServer unlimited;

	@BeforeAll
	static void start() {
		queueing = new WsgiServer("wsgi.execution.platform.threads=1", "wsgi.execution.platform.queue-capacity=1",
				"wsgi.execution.platform.retry-after=7s");
		refusing = new WsgiServer("wsgi.execution.platform.threads=1", "wsgi.execution.platform.queue-capacity=0");
		unlimited = new WsgiServer("wsgi.execution.platform.threads=1",
				"wsgi.execution.platform.queue-capacity=" + Integer.MAX_VALUE);
	}

	@AfterAll
	static void stop() {
		queueing.close();
		refusing.close();
		unlimited.close();
	}

	@Nested
	class WithAQueue extends Contract {

		WithAQueue() {
			super(queueing);
		}

		@Test
		void anApplicationThatIsNotUpSaysWhenToComeAgain() {
			assertThat(exchange(get("/"), failing(503)).headers("Retry-After")).containsExactly("7");
			assertThat(exchange(get("/"), failing(502)).headers("Retry-After")).isEmpty();
		}

		private static Application failing(int status) {
			return (environ, start) -> {
				throw new GatewayException(status, "nobody answers");
			};
		}

		@Test
		void requestIsRefusedWhenThreadAndQueueAreFull() throws InterruptedException {
			ExecutorService readers = Executors.newFixedThreadPool(2);
			CountDownLatch called = new CountDownLatch(1);
			CountDownLatch mayReturn = new CountDownLatch(1);
			this.server.serve((environ, start) -> {
				called.countDown();
				pass(mayReturn);
				start.call("200 OK", NO_HEADERS);
				return Body.empty();
			});
			try (RawClient first = this.server.connect();
					RawClient second = this.server.connect();
					RawClient third = this.server.connect()) {
				first.send(get("/"));
				pass(called);
				List<CompletableFuture<RawResponse>> responses = List.of(second, third)
					.stream()
					.map((client) -> CompletableFuture.supplyAsync(() -> client.send(post("body")).readResponse(),
							readers))
					.toList();
				RawResponse refused = (RawResponse) take(CompletableFuture.anyOf(responses.get(0), responses.get(1)));
				assertThat(refused.status()).isEqualTo(503);
				assertThat(refused.headers("Retry-After")).containsExactly("7");
				assertThat(refused.text()).contains("\"status\":503");
				mayReturn.countDown();
				assertThat(first.readResponse().status()).isEqualTo(200);
				assertThat(responses).extracting((response) -> take(response).status())
					.containsExactlyInAnyOrder(200, 503);
			}
			readers.shutdown();
			await().untilAsserted(this::assertAnswers);
		}

	}

	@Nested
	class WithAnUnlimitedQueue extends Contract {

		WithAnUnlimitedQueue() {
			super(unlimited);
		}

		@Test
		void noRequestIsRefused() {
			assertAnswers();
		}

	}

	@Nested
	class WithoutAQueue extends Contract {

		WithoutAQueue() {
			super(refusing);
		}

		// It may not be back yet from what it has answered last.
		@BeforeEach
		void theThreadWaits() {
			await().until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().startsWith("wsgi-application-"))
				.allMatch((thread) -> Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING)
					.contains(thread.getState())));
		}

		@Test
		void requestIsRefusedWhenTheThreadIsBusyAndItsConnectionIsKept() throws InterruptedException {
			CountDownLatch called = new CountDownLatch(1);
			CountDownLatch mayReturn = new CountDownLatch(1);
			this.server.serve((environ, start) -> {
				called.countDown();
				pass(mayReturn);
				start.call("200 OK", NO_HEADERS);
				return Body.empty();
			});
			try (RawClient first = this.server.connect(); RawClient second = this.server.connect()) {
				first.send(get("/"));
				pass(called);
				RawResponse refused = second.send(get("/")).readResponse();
				assertThat(refused.status()).isEqualTo(503);
				assertThat(refused.headers("Retry-After")).containsExactly("1");
				assertThat(second.send(get("/")).readResponse().status()).isEqualTo(503);
				mayReturn.countDown();
				assertThat(first.readResponse().status()).isEqualTo(200);
				await().untilAsserted(() -> assertThat(second.send(get("/")).readResponse().status()).isEqualTo(200));
			}
		}

		@Test
		void noThreadIsHeldWhileAClientReadsSlowly() {
			AtomicInteger computed = new AtomicInteger();
			byte[] block = new byte[64 * 1024];
			ScriptedBody body = ScriptedBody.of(IntStream.range(0, 500).<ScriptedBody.Step>mapToObj((i) -> () -> {
				computed.incrementAndGet();
				return block;
			}).iterator());
			this.server.serve(answering(body));
			try (RawClient slow = new RawClient(this.server.port(), 4096)) {
				slow.send(get("/"));
				await().until(() -> computed.get() > 0);
				await().untilAsserted(this::assertAnswers);
				assertThat(computed.get()).isLessThan(500);
				RawResponse response = slow.readResponse();
				assertThat(response.complete()).isTrue();
				assertThat(response.body()).hasSize(500 * block.length);
			}
		}

		@Test
		void noThreadIsHeldWhileAClientReadsAFileOrALargeBlockSlowly() {
			this.server.serve(answering(Body.of(new byte[16 * 1024 * 1024])));
			try (RawClient slow = new RawClient(this.server.port(), 4096)) {
				slow.send(get("/")).readHead();
				await().untilAsserted(this::assertAnswers);
			}
		}

		@Test
		void noThreadIsHeldWhileAClientSendsSlowly() {
			this.server.serve(answering(Body.text("whole")));
			try (RawClient first = this.server.connect(); RawClient second = this.server.connect()) {
				String request = request("POST", "/", "Content-Length: 6", "Expect: 100-continue");
				first.send(request).readHead();
				second.send(request).readHead();
				first.send("abc");
				second.send("abc");
				assertAnswers();
				this.server.serve(answering(Body.text("whole")));
				theThreadWaits();
				assertThat(first.send("def").readResponse().text()).isEqualTo("whole");
				await().untilAsserted(this::assertAnswers);
			}
		}

		@Test
		void threadIsCleanAfterAnInterrupt() throws InterruptedException {
			CountDownLatch called = new CountDownLatch(1);
			CompletableFuture<String> interrupted = new CompletableFuture<>();
			this.server.serve((environ, start) -> {
				try {
					called.countDown();
					pass(new CountDownLatch(1));
				}
				finally {
					Thread.currentThread().interrupt();
					interrupted.complete(Thread.currentThread().getName());
				}
				return Body.empty();
			});
			try (RawClient client = this.server.connect()) {
				client.send(get("/"));
				pass(called);
			}
			String thread = take(interrupted);
			await().untilAsserted(() -> assertThat(exchange(get("/"), (environ, start) -> {
				start.call("200 OK", NO_HEADERS);
				return Body.text(Thread.currentThread().getName() + " " + Thread.currentThread().isInterrupted());
			}).text()).isEqualTo(thread + " false"));
		}

		@Test
		void interruptThatAnApplicationLeavesBehindDoesNotReachTheNextRequest() {
			assertThat(exchange(get("/"), (environ, start) -> {
				start.call("200 OK", NO_HEADERS);
				Thread.currentThread().interrupt();
				return Body.text("x");
			}).text()).isEqualTo("x");
			await().untilAsserted(() -> assertThat(exchange(get("/"), (environ, start) -> {
				start.call("200 OK", NO_HEADERS);
				return Body.text(Boolean.toString(Thread.currentThread().isInterrupted()));
			}).text()).isEqualTo("false"));
		}

	}

}
