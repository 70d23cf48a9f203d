package io.github.wsgi4j.autoconfigure.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;

class LifecycleTests {

	private final WsgiThreads threads = new WsgiThreads();

	@Test
	void gracefulShutdownLetsAStreamFinish() throws InterruptedException {
		TestServer server = TestServer.start(Streaming.class, "server.shutdown=graceful",
				"spring.lifecycle.timeout-per-shutdown-phase=20s");
		int port = server.port();
		Gate gate = server.bean(Gate.class);
		AtomicInteger closed = server.bean(AtomicInteger.class);
		CompletableFuture<HttpResponse<String>> response = server.getAsync("/held");
		gate.awaitReached();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
		TestServer.awaitRefused(port);
		assertThat(stopped).isNotDone();
		assertThat(closed).hasValue(0);
		gate.open();
		assertThat(TestServer.get(response).body()).isEqualTo("block0block1block2");
		TestServer.get(stopped);
		assertThat(closed).hasValue(1);
	}

	@Test
	void immediateShutdownClosesTheBodyOnce() throws InterruptedException, IOException {
		TestServer server = TestServer.start(Streaming.class);
		Gate gate = server.bean(Gate.class);
		AtomicInteger closed = server.bean(AtomicInteger.class);
		try (Socket socket = server.open("/held")) {
			gate.awaitReached();
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			awaitEnd(socket.getInputStream());
			Awaitility.await().atMost(TestServer.TIMEOUT).untilAtomic(closed, Matchers.is(1));
			TestServer.get(stopped);
		}
		gate.open();
		assertThat(closed).hasValue(1);
	}

	@Test
	void immediateShutdownClosesTheBodyOfAnEndlessStream() throws IOException {
		TestServer server = TestServer.start(Streaming.class);
		AtomicInteger closed = server.bean(AtomicInteger.class);
		try (Socket socket = server.open("/endless")) {
			assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
			TestServer.get(CompletableFuture.runAsync(server::close));
			Awaitility.await().atMost(TestServer.TIMEOUT).untilAtomic(closed, Matchers.is(1));
			this.threads.awaitNone();
		}
		assertThat(closed).hasValue(1);
	}

	@Test
	void aStreamThatIsLeftIsBrokenOffBeforeTheEventLoopsEnd() throws IOException {
		LoopResources loops = LoopResources.create("left", 1, true);
		TestServer server = TestServer.startWithoutLoops(TestServer
			.application(Streaming.class, "server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=1s")
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class,
					() -> resources(loops))));
		AtomicInteger closed = server.bean(AtomicInteger.class);
		try (Socket socket = server.open("/endless")) {
			assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
			TestServer.get(CompletableFuture.runAsync(server::close));
			Awaitility.await().atMost(TestServer.TIMEOUT).untilAtomic(closed, Matchers.is(1));
		}
		finally {
			loops.dispose();
		}
	}

	@Test
	void aStreamWhoseEndIsThatOfTheConnectionIsReset() throws IOException {
		TestServer server = TestServer.start(Streaming.class);
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
			socket.getOutputStream().write("GET /endless HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			InputStream in = socket.getInputStream();
			assertThat(in.readNBytes(100_000)).hasSize(100_000);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			assertThatIOException().isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
				.withMessageContaining("reset");
			TestServer.get(stopped);
		}
	}

	@Test
	void twoContextsOneAfterTheOtherLeaveNoThread() {
		for (int i = 0; i < 2; i++) {
			try (TestServer server = TestServer.start(Streaming.class, "wsgi.execution.mode=platform")) {
				assertThat(server.get("/short").body()).isEqualTo("block0block1block2");
				assertThat(this.threads.names()).isNotEmpty();
			}
			this.threads.awaitNone();
		}
	}

	@Test
	void failedStartLeavesNoThread() {
		assertThatException().isThrownBy(() -> TestServer.start(Streaming.class, "wsgi.path=nowhere").close());
		this.threads.awaitNone();
	}

	private static ReactorResourceFactory resources(LoopResources loops) {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setUseGlobalResources(false);
		factory.setConnectionProvider(ConnectionProvider.newConnection());
		factory.setLoopResources(loops);
		return factory;
	}

	private static void awaitEnd(InputStream in) {
		try {
			String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(all).doesNotContain("block2");
		}
		catch (IOException ex) {
			// A reset is an end too.
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Streaming {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		AtomicInteger closed() {
			return new AtomicInteger();
		}

		@Bean
		Application application(Gate gate, AtomicInteger closed) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				String path = Environ.get(environ, Environ.PATH_INFO);
				return new TestBody(path.equals("/endless") ? Integer.MAX_VALUE : 3, (index) -> {
					if (index == 1 && path.equals("/held")) {
						gate.pass();
					}
					return path.equals("/endless") ? "block".repeat(1000) : "block" + index;
				}, closed::incrementAndGet);
			};
		}

	}

}
