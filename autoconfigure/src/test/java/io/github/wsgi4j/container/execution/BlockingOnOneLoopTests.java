package io.github.wsgi4j.container.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that wait, on the virtual threads of a single event loop: each test would
 * stand still if one of them held the loop.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class BlockingOnOneLoopTests extends OneLoopContract {

	private static WsgiServer running;

	BlockingOnOneLoopTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = OneLoop.start("virtual-on-event-loop", "wsgi.execution.event-loop.demote-after=0");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void sleepIsInterruptedWhenTheClientGoesAway() {
		CountDownLatch asleep = new CountDownLatch(1);
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		serve(() -> {
			asleep.countDown();
			try {
				Thread.sleep(TimeUnit.MINUTES.toMillis(5));
				interrupted.complete(false);
			}
			catch (InterruptedException ex) {
				interrupted.complete(true);
			}
		}, () -> {
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/wait"));
			passed(asleep);
			assertOthersAreAnswered();
			assertThat(interrupted).isNotDone();
		}
		assertThat(take(interrupted)).isTrue();
	}

	@Test
	void monitorIsHeldWhileItsOwnerWaits() {
		Object monitor = new Object();
		assertSecondWaitsForTheFirst((meanwhile) -> {
			synchronized (monitor) {
				meanwhile.run();
			}
		}, () -> {
			synchronized (monitor) {
				assertThat(Thread.holdsLock(monitor)).isTrue();
			}
		});
	}

	@Test
	void monitorIsHeldWhileItsOwnerSleeps() {
		Object monitor = new Object();
		CompletableFuture<Void> mayGoOn = new CompletableFuture<>();
		assertWaits(() -> {
			synchronized (monitor) {
				while (!mayGoOn.isDone()) {
					Thread.sleep(1);
				}
			}
		}, () -> mayGoOn.complete(null));
	}

	@Test
	void oneRequestNotifiesTheOther() {
		Object monitor = new Object();
		boolean[] notified = new boolean[1];
		CountDownLatch entered = new CountDownLatch(1);
		serve(() -> {
			synchronized (monitor) {
				entered.countDown();
				while (!notified[0]) {
					monitor.wait();
				}
			}
		}, () -> {
			synchronized (monitor) {
				notified[0] = true;
				monitor.notifyAll();
			}
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/wait"));
			passed(entered);
			assertOthersAreAnswered();
			assertThat(this.server.get("/go").text()).isEqualTo("answered");
			assertThat(client.readResponse().text()).isEqualTo("answered");
		}
	}

	@Test
	void lockIsHeldWhileItsOwnerWaits() {
		ReentrantLock lock = new ReentrantLock();
		assertSecondWaitsForTheFirst((meanwhile) -> {
			lock.lock();
			try {
				meanwhile.run();
			}
			finally {
				lock.unlock();
			}
		}, () -> {
			lock.lock();
			try {
				assertThat(lock.isHeldByCurrentThread()).isTrue();
			}
			finally {
				lock.unlock();
			}
		});
	}

	@Test
	void twoRequestsWaitForEachOther() {
		CyclicBarrier barrier = new CyclicBarrier(2);
		Action meet = () -> barrier.await(10, TimeUnit.SECONDS);
		serve(meet, meet);
		try (RawClient one = this.server.connect(); RawClient two = this.server.connect()) {
			one.send(get("/wait"));
			await().until(() -> barrier.getNumberWaiting() == 1);
			assertOthersAreAnswered();
			two.send(get("/go"));
			assertThat(one.readResponse().text()).isEqualTo("answered");
			assertThat(two.readResponse().text()).isEqualTo("answered");
		}
	}

	@Test
	void httpClientCallsTheServerItself() {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(hello()).build();
		RawResponse response = exchange(get("/"), (environ, start) -> {
			String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
			start.call("200 OK", NO_HEADERS);
			return Body.text(body);
		});
		assertThat(response.text()).isEqualTo("hello");
	}

	@Test
	void blockingSocketCallsTheServerItself() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			HttpURLConnection connection = (HttpURLConnection) hello().toURL().openConnection();
			try (InputStream in = connection.getInputStream()) {
				start.call("200 OK", NO_HEADERS);
				return Body.of(in.readAllBytes());
			}
		});
		assertThat(response.text()).isEqualTo("hello");
	}

	@Test
	void monoIsBlockedFor() {
		CompletableFuture<String> future = new CompletableFuture<>();
		assertWaits(() -> Mono.fromFuture(future).block(), () -> future.complete("here"));
	}

	@Test
	void processIsWaitedFor() throws Exception {
		Process process = new ProcessBuilder("cat").start();
		try {
			assertWaits(process::waitFor, () -> end(process));
		}
		finally {
			process.destroy();
		}
	}

	private URI hello() {
		return URI.create("http://127.0.0.1:" + this.server.port() + "/hello");
	}

	private static void end(Process process) {
		try {
			process.getOutputStream().close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
