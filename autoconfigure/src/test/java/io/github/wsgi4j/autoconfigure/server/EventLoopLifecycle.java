package io.github.wsgi4j.autoconfigure.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shutdown while a client reads slowly, and what is left afterwards.
 */
abstract class EventLoopLifecycle {

	private static final int BLOCKS = 1000;

	private static final String BLOCK = "block".repeat(10_000);

	private final WsgiThreads threads = new WsgiThreads();

	private final String mode;

	EventLoopLifecycle(String mode) {
		this.mode = "wsgi.execution.mode=" + mode;
	}

	@Test
	void gracefulShutdownLetsABodyFinish() throws IOException {
		TestServer server = TestServer.start(Large.class, this.mode, "server.shutdown=graceful",
				"spring.lifecycle.timeout-per-shutdown-phase=20s");
		int port = server.port();
		AtomicInteger closed = server.bean(AtomicInteger.class);
		try (Socket socket = server.open("/")) {
			InputStream in = socket.getInputStream();
			int begun = in.readNBytes(1000).length;
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			TestServer.awaitRefused(port);
			assertThat(stopped).isNotDone();
			assertThat(closed).hasValue(0);
			assertThat(begun + awaitEnd(in)).isGreaterThan(BLOCKS * BLOCK.length());
			TestServer.get(stopped);
		}
		assertThat(closed).hasValue(1);
		this.threads.awaitNone();
	}

	@Test
	void immediateShutdownClosesTheBodyOnce() throws IOException {
		TestServer server = TestServer.start(Large.class, this.mode, "server.shutdown=immediate");
		AtomicInteger closed = server.bean(AtomicInteger.class);
		try (Socket socket = server.open("/")) {
			assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
			TestServer.get(CompletableFuture.runAsync(server::close));
			Awaitility.await().atMost(TestServer.TIMEOUT).untilAtomic(closed, Matchers.is(1));
		}
		this.threads.awaitNone();
		assertThat(closed).hasValue(1);
	}

	@Test
	void twoContextsOneAfterTheOtherLeaveNoThread() throws IOException {
		for (int i = 0; i < 2; i++) {
			try (TestServer server = TestServer.start(Large.class, this.mode); Socket socket = server.open("/")) {
				assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
				assertThat(this.threads.names()).contains("wsgi-watchdog");
			}
			this.threads.awaitNone();
		}
	}

	// The last chunk, since the connection may stay open.
	private static int awaitEnd(InputStream in) throws IOException {
		int total = 0;
		String tail = "";
		byte[] bytes = new byte[65536];
		while (!tail.endsWith("\r\n0\r\n\r\n")) {
			int count = in.read(bytes);
			assertThat(count).as("read after " + total).isPositive();
			total += count;
			tail += new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
			tail = tail.substring(Math.max(0, tail.length() - 7));
		}
		return total;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Large {

		@Bean
		AtomicInteger closed() {
			return new AtomicInteger();
		}

		@Bean
		Application application(AtomicInteger closed) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return new TestBody(BLOCKS, (index) -> BLOCK, closed::incrementAndGet);
			};
		}

	}

}
