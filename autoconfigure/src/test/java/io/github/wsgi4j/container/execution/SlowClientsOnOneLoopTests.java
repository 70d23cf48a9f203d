package io.github.wsgi4j.container.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send or read slowly, where a single event loop carries the virtual threads
 * that wait for them.
 */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
class SlowClientsOnOneLoopTests extends Contract {

	private static final int CLIENTS = 300;

	private static WsgiServer running;

	SlowClientsOnOneLoopTests() {
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
	void slowBodiesAreReadAllAtOnce() {
		CountDownLatch reading = new CountDownLatch(CLIENTS);
		this.server.serve((environ, start) -> {
			byte[] first = Environ.input(environ).readNBytes(3);
			reading.countDown();
			byte[] rest = Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.of(first, rest);
		});
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(this.server.connect().send(request("POST", "/", "Content-Length: 7") + "one"));
			}
			OneLoopContract.passed(reading);
			assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			clients.forEach((client) -> client.send("more"));
			assertThat(clients).allSatisfy((client) -> assertThat(client.readResponse().text()).isEqualTo("onemore"));
		}
		finally {
			clients.forEach(RawClient::close);
		}
	}

	@Test
	void writeWaitsForASlowClientOnItsOwnThread() {
		AtomicInteger written = new AtomicInteger();
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			try {
				while (true) {
					write.call(new byte[64 * 1024]);
					written.incrementAndGet();
				}
			}
			catch (Throwable ex) {
				end.complete(ex);
				throw ex;
			}
		});
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/"));
			awaitStandstill(written);
			assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			assertThat(end).isNotDone();
		}
		assertThat(take(end)).isInstanceOf(IOException.class);
	}

}
