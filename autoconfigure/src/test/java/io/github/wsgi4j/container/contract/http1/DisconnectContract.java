package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.ScriptedBody;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when a client goes away.
 */
abstract class DisconnectContract extends Contract {

	DisconnectContract(WsgiServer server) {
		super(server);
	}

	@Test
	void disconnectInterruptsTheCall() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			called.countDown();
			hang(failure);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		connectAndLeave(called);
		assertThat(take(failure)).isInstanceOf(InterruptedException.class);
		assertAnswers();
	}

	@Test
	void disconnectInterruptsTheIterationAndThenClosesTheBody() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		CompletableFuture<Boolean> closedAfterwards = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.closing(() -> {
			closedAfterwards.complete(failure.isDone());
			return null;
		}, ScriptedBody.block("first"), () -> {
			called.countDown();
			hang(failure);
			return bytes("second");
		}, ScriptedBody.block("third"));
		this.server.serve(answering(body));
		connectAndLeave(called);
		assertThat(take(failure)).isInstanceOf(InterruptedException.class);
		assertThat(take(closedAfterwards)).isTrue();
		assertAnswers();
		assertThat(body.closed()).isOne();
	}

	@Test
	void iterationDoesNotRunOnAfterADisconnect() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		AtomicInteger computed = new AtomicInteger();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.of(() -> {
			called.countDown();
			hang(failure);
			return bytes("first");
		}, () -> bytes("x" + computed.incrementAndGet()));
		this.server.serve(answering(body));
		connectAndLeave(called);
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
		assertThat(computed).hasValue(0);
	}

	@Test
	void applicationThatIgnoresTheInterruptIsLeftToReturnAndThenClosed() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CountDownLatch mayReturn = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.of(() -> {
			called.countDown();
			hang(failure);
			pass(mayReturn);
			return bytes("first");
		});
		this.server.serve(answering(body));
		connectAndLeave(called);
		take(failure);
		assertThat(body.closed()).isZero();
		mayReturn.countDown();
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
	}

	@Test
	void bodyThatIsReturnedAfterADisconnectIsClosedToo() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		AtomicInteger computed = new AtomicInteger();
		ScriptedBody body = ScriptedBody.of(() -> bytes("x" + computed.incrementAndGet()));
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			called.countDown();
			hang(failure);
			return body;
		});
		connectAndLeave(called);
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
		assertThat(computed).hasValueLessThanOrEqualTo(1);
	}

	@Test
	void closeDoesNotSeeTheInterrupt() throws InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		this.server.serve(answering(ScriptedBody.closing(() -> {
			interrupted.complete(Thread.currentThread().isInterrupted());
			return null;
		}, () -> {
			called.countDown();
			hang(new CompletableFuture<>());
			Thread.currentThread().interrupt();
			return bytes("x");
		})));
		connectAndLeave(called);
		assertThat(take(interrupted)).isFalse();
	}

	@Test
	void disconnectOfASlowClientClosesTheBody() {
		AtomicInteger computed = new AtomicInteger();
		byte[] block = new byte[64 * 1024];
		ScriptedBody body = ScriptedBody.of(IntStream.range(0, 10_000).<ScriptedBody.Step>mapToObj((i) -> () -> {
			computed.incrementAndGet();
			return block;
		}).iterator());
		this.server.serve(answering(body));
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/")).readHead();
			awaitStandstill(computed);
			assertThat(body.closed()).isZero();
		}
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
		assertThat(computed.get()).isLessThan(10_000);
		assertAnswers();
		assertThat(body.closed()).isOne();
	}

	@Test
	void bodyThatNeverEndsAndIgnoresTheInterruptEndsWithItsClient() {
		AtomicInteger computed = new AtomicInteger();
		ScriptedBody body = ScriptedBody.of(Stream.<ScriptedBody.Step>generate(() -> () -> {
			computed.incrementAndGet();
			return bytes("tick\n");
		}).iterator());
		this.server.serve(answering(body));
		try (RawClient client = this.server.connect()) {
			client.send(get("/")).readHead();
		}
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
		int afterwards = computed.get();
		assertAnswers();
		assertThat(computed).hasValue(afterwards);
	}

	@Test
	void disconnectOfASlowClientFailsTheWrite() {
		AtomicInteger written = new AtomicInteger();
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			try {
				while (written.incrementAndGet() < 10_000) {
					write.call(new byte[64 * 1024]);
				}
				failure.completeExceptionally(new AssertionError("All was written"));
			}
			catch (IOException ex) {
				failure.complete(ex);
			}
			return Body.empty();
		});
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/")).readHead();
			awaitStandstill(written);
		}
		assertThat(take(failure)).isInstanceOf(IOException.class);
		assertAnswers();
	}

	@Test
	void resetOfTheConnectionIsADisconnect() throws IOException, InterruptedException {
		CountDownLatch called = new CountDownLatch(1);
		CompletableFuture<Throwable> failure = new CompletableFuture<>();
		ScriptedBody body = ScriptedBody.of(() -> {
			called.countDown();
			hang(failure);
			return bytes("x");
		});
		this.server.serve(answering(body));
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			pass(called);
			client.socket().setSoLinger(true, 0);
		}
		assertThat(take(failure)).isInstanceOf(InterruptedException.class);
		await().untilAsserted(() -> assertThat(body.closed()).isOne());
	}

	private void connectAndLeave(CountDownLatch called) throws InterruptedException {
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			pass(called);
		}
	}

	private static void hang(CompletableFuture<Throwable> failure) {
		try {
			pass(new CountDownLatch(1));
		}
		catch (InterruptedException | IllegalStateException ex) {
			failure.complete(ex);
		}
	}

}
