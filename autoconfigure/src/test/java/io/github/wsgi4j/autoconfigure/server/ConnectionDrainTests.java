package io.github.wsgi4j.autoconfigure.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.support.Echo;
import io.github.wsgi4j.autoconfigure.support.Gate;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.autoconfigure.support.TestBody;
import io.github.wsgi4j.autoconfigure.support.TestServer;
import io.github.wsgi4j.container.server.ConnectionDrain;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

@OnOldestJava
@Timeout(60)
class ConnectionDrainTests {

	private final ReactiveWebApplicationContextRunner contextRunner = new ReactiveWebApplicationContextRunner()
		.withBean(Echo.class, () -> new Echo("hello"))
		.withConfiguration(AutoConfigurations.of(WsgiAutoConfiguration.class, WsgiNettyAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class));

	@Test
	void isThereUnlessTheShutdownIsImmediate() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ConnectionDrain.class));
		this.contextRunner.withPropertyValues("server.shutdown=immediate")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ConnectionDrain.class));
	}

	@Test
	void anIdleConnectionIsClosedAndDoesNotHoldUpTheOthers() throws IOException {
		TestServer server = start();
		try (Socket idle = server.open("/short")) {
			assertThat(read(idle, "block2\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200");
			TestServer.get(CompletableFuture.runAsync(server::close));
			assertThat(idle.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void anAnswerThatHasBegunIsTheLastOnItsConnection() throws Exception {
		TestServer server = start();
		int port = server.port();
		Gate gate = server.bean(Gate.class);
		try (Socket socket = server.open("/held")) {
			gate.awaitReached();
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			TestServer.awaitRefused(port);
			gate.open();
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
				.endsWith("block2\r\n0\r\n\r\n");
			TestServer.get(stopped);
		}
	}

	@Test
	void aConnectionWhoseEventLoopHasNotYetComeToItIsAnswered() throws Exception {
		TestServer server = start("wsgi.execution.mode=event-loop");
		int port = server.port();
		Gate gate = server.bean(Gate.class);
		List<Socket> sockets = new ArrayList<>();
		sockets.add(server.open("/held"));
		try {
			gate.awaitReached();
			// They take turns, so one of these has the event loop that is held.
			for (int i = 0; i < LoopResources.DEFAULT_IO_WORKER_COUNT; i++) {
				sockets.add(server.open("/short"));
			}
			Awaitility.await()
				.until(() -> sockets.stream().filter(ConnectionDrainTests::isAnswered).count() == sockets.size() - 1);
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			TestServer.awaitRefused(port);
			gate.open();
			for (Socket socket : sockets) {
				assertThat(read(socket, "block2\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200");
			}
			TestServer.get(stopped);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static boolean isAnswered(Socket socket) {
		try {
			return socket.getInputStream().available() > 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void anAnswerOverHttp2IsWhole() throws Exception {
		TestServer server = start("server.http2.enabled=true");
		int port = server.port();
		Gate gate = server.bean(Gate.class);
		CompletableFuture<String> answer = HttpClient.newConnection()
			.protocol(HttpProtocol.H2C)
			.get()
			.uri("http://127.0.0.1:" + port + "/held")
			.responseSingle((response, content) -> content.asString().map((body) -> response.version() + " " + body))
			.toFuture();
		gate.awaitReached();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
		TestServer.awaitRefused(port);
		gate.open();
		assertThat(TestServer.get(answer)).isEqualTo("HTTP/2.0 block0block1block2");
		TestServer.get(stopped);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theLogTellsOfTheShutdownWhenItBeginsAndOfWhatItBreaksOff(CapturedOutput output) throws Exception {
		TestServer server = start("spring.lifecycle.timeout-per-shutdown-phase=1s");
		Gate gate = server.bean(Gate.class);
		try (Socket socket = server.open("/held")) {
			gate.awaitReached();
			CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("no more connections are accepted, and 1 end"));
			TestServer.get(stopped);
			assertThat(read(socket, "block0\r\n")).startsWith("HTTP/1.1 200");
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
			assertThat(output).contains("The time of the shutdown is over: 1 connections are broken off");
		}
		finally {
			gate.open();
		}
	}

	@Test
	void aServerThatIsStartedAgainAnswersAndStopsAgain() throws IOException {
		TestServer server = start();
		assertThat(server.get("/short").body()).isEqualTo("block0block1block2");
		server.context().stop();
		server.context().start();
		try (Socket idle = server.open("/short")) {
			assertThat(read(idle, "block2\r\n0\r\n\r\n")).doesNotContain("close");
			TestServer.get(CompletableFuture.runAsync(server::close));
			assertThat(idle.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void aServerWhoseContextIsPausedAndResumedAnswers() {
		try (TestServer server = start()) {
			server.context().pause();
			server.context().restart();
			assertThat(server.get("/short").body()).isEqualTo("block0block1block2");
		}
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aServerWhoseEventLoopsHaveEndedWithAnotherContextIsNotWaitedFor(CapturedOutput output) throws IOException {
		String[] properties = { "server.shutdown=graceful", "spring.lifecycle.timeout-per-shutdown-phase=3s" };
		TestServer first = TestServer.startWithoutLoops(TestServer.application(Streaming.class, properties));
		TestServer second = TestServer.startWithoutLoops(TestServer.application(Streaming.class, properties));
		try (Socket idle = second.open("/short")) {
			assertThat(read(idle, "block2\r\n0\r\n\r\n")).startsWith("HTTP/1.1 200");
			TestServer.get(CompletableFuture.runAsync(first::close));
			TestServer.get(CompletableFuture.runAsync(second::close));
		}
		assertThat(output).doesNotContain("still running").doesNotContain("Failed to stop");
	}

	private static TestServer start(String... properties) {
		return TestServer
			.start(TestServer.application(Streaming.class, "server.shutdown=graceful").properties(properties));
	}

	private static String read(Socket socket, String end) throws IOException {
		InputStream in = socket.getInputStream();
		StringBuilder text = new StringBuilder();
		while (text.indexOf(end) < 0) {
			int next = in.read();
			assertThat(next).as("byte after %s", text).isNotNegative();
			text.append((char) next);
		}
		return text.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Streaming {

		@Bean
		Gate gate() {
			return new Gate();
		}

		@Bean
		Application application(Gate gate) {
			return (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				boolean held = Environ.get(environ, Environ.PATH_INFO).equals("/held");
				return new TestBody(3, (index) -> {
					if (index == 1 && held) {
						gate.pass();
					}
					return "block" + index;
				}, () -> {
				});
			};
		}

	}

}
