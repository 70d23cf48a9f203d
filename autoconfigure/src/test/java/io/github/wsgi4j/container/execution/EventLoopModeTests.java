package io.github.wsgi4j.container.execution;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.WsgiServer;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that run on the thread of a single event loop.
 */
@OnOldestJava
class EventLoopModeTests extends Contract {

	private static final int MEGABYTE = 1024 * 1024;

	private static WsgiServer running;

	EventLoopModeTests() {
		super(running);
	}

	@BeforeAll
	static void start() {
		running = OneLoop.start("event-loop", "wsgi.execution.event-loop.max-hold=1m");
	}

	@AfterAll
	static void stop() {
		running.close();
	}

	@Test
	void applicationRunsOnTheThreadOfTheLoop() {
		RawResponse response = exchange(post("body"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return Body.text(Thread.currentThread().getName());
		});
		assertThat(response.text()).startsWith("reactor-http-");
	}

	@Test
	void everyStepOfABodyRunsOnTheThreadOfTheLoop() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return () -> Arrays.asList(new byte[MEGABYTE], new byte[MEGABYTE], bytes(Thread.currentThread().getName()))
				.iterator();
		});
		assertThat(response.text().substring(2 * MEGABYTE)).startsWith("reactor-http-");
	}

	@Test
	void endlessBodyForAFastClientLeavesTheLoopToOthers() throws IOException {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return endless(new AtomicInteger());
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/"));
			Thread reader = new Thread(() -> readOn(client), "fast-reader");
			reader.start();
			for (int i = 0; i < 10; i++) {
				assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			}
			assertThat(reader.isAlive()).isTrue();
		}
	}

	@Test
	void writeBeyondTheRoomGoesOn() {
		RawResponse response = exchange(get("/"), (environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			for (int i = 0; i < 64; i++) {
				write.call(new byte[64 * 1024]);
			}
			return Body.text("end");
		});
		assertThat(response.complete()).isTrue();
		assertThat(response.text()).hasSize(4 * MEGABYTE + 3).endsWith("end");
	}

	@Test
	void pipelinedRequestsAreAnsweredInTheirOrder() {
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return Body.text(Environ.get(environ, Environ.PATH_INFO));
		});
		try (RawClient client = this.server.connect()) {
			client.send(get("/one") + get("/two") + get("/three"));
			assertThat(client.readResponse().text()).isEqualTo("/one");
			assertThat(client.readResponse().text()).isEqualTo("/two");
			assertThat(client.readResponse().text()).isEqualTo("/three");
		}
	}

	@Test
	void clientThatGoesAwayBetweenTwoBlocksEndsTheBody() {
		AtomicInteger computed = new AtomicInteger();
		AtomicInteger closed = new AtomicInteger();
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return new ClosingBody(endless(computed), closed);
		});
		try (RawClient client = new RawClient(this.server.port(), 4096)) {
			client.send(get("/"));
			awaitStandstill(computed);
			assertThat(this.server.get("/hello").text()).isEqualTo("hello");
			assertThat(closed).hasValue(0);
		}
		await().untilAtomic(closed, Matchers.is(1));
		int last = computed.get();
		assertThat(this.server.get("/hello").text()).isEqualTo("hello");
		assertThat(computed).hasValue(last);
		assertThat(closed).hasValue(1);
	}

	@Test
	void bodyThatExceedsTheBufferIsThereAtOnce() {
		int size = 3 * MEGABYTE;
		RawResponse response = exchange(post("x".repeat(size)), (environ, start) -> {
			int read = Environ.input(environ).readAllBytes().length;
			start.call("200 OK", NO_HEADERS);
			return Body.text(environ.get(Environ.CONTENT_LENGTH) + " " + read);
		});
		assertThat(response.text()).isEqualTo(size + " " + size);
	}

	private static Iterable<byte[]> endless(AtomicInteger computed) {
		return () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public byte[] next() {
				computed.incrementAndGet();
				return new byte[8192];
			}

		};
	}

	private static void readOn(RawClient client) {
		try {
			while (true) {
				client.readSome(64 * 1024);
			}
		}
		catch (IOException ex) {
			// The test is over.
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * A body that counts how many times it is closed.
	 */
	private record ClosingBody(Iterable<byte[]> blocks,
			AtomicInteger closed) implements Iterable<byte[]>, AutoCloseable {

		@Override
		public Iterator<byte[]> iterator() {
			return this.blocks.iterator();
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

}
