package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exchanges that end in every way in which a buffer, a file or a thread could be lost.
 * Needs {@code io.netty.leakDetection.samplingInterval=1}.
 */
@OnNewestJava
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class LeakTests {

	private static final int TIMES = 20;

	private static final int PART = 200_000;

	private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

	private static final String DOWNLOAD = "GET /download" + HOST + "\r\n";

	@Test
	void aLostBufferIsReported(CapturedOutput output) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
			UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
			detect();
			assertThat(output).contains("LEAK:");
		});
	}

	@Test
	void platformThreadsWithGatheredBodies(CapturedOutput output) throws IOException {
		losesNothing(output, "platform", "full");
	}

	@Test
	void platformThreadsWithStreamedBodies(CapturedOutput output) throws IOException {
		losesNothing(output, "platform", "stream");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21")
	void virtualThreadsWithStreamedBodies(CapturedOutput output) throws IOException {
		losesNothing(output, "virtual", "stream");
	}

	@AfterEach
	void leavesNoTemporaryFile() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			assertThat(files.map(Path::getFileName).map(Path::toString))
				.noneMatch((name) -> name.startsWith("wsgi-") && name.endsWith(".body"));
		}
	}

	private static void losesNothing(CapturedOutput output, String mode, String buffering) throws IOException {
		// What tests before it in the same JVM have lost is told first.
		for (int i = 0; i < 5; i++) {
			detect();
		}
		int begin = output.getAll().length();
		Routes routes = new Routes();
		try (WsgiServer server = new WsgiServer("wsgi.execution.mode=" + mode, "wsgi.request.buffering=" + buffering,
				"wsgi.limits.max-body-size=1MB")) {
			server.serve(routes);
			for (int i = 0; i < TIMES; i++) {
				disconnectDuringUpload(server, "Content-Length: 900000\r\n\r\n");
				disconnectDuringUpload(server, "Transfer-Encoding: chunked\r\n\r\n30d40\r\n");
				disconnectDuringDownload(server);
				server.exchange("POST /ignore" + HOST + "Connection: close\r\nContent-Length: " + PART + "\r\n\r\n"
						+ "x".repeat(PART));
				server.exchange("GET /fail" + HOST + "\r\n");
				head(server);
			}
			tooLarge(server);
			Awaitility.await()
				.untilAsserted(
						() -> assertThat(routes.bodies()).allSatisfy((body) -> assertThat(body.closed()).isEqualTo(1)));
			assertThat(server.get("/").text()).isEqualTo("hello");
			Awaitility.await().untilAsserted(() -> assertThat(threadsInApplications()).isEmpty());
		}
		for (int i = 0; i < 5; i++) {
			detect();
		}
		assertThat(output.getAll().substring(begin)).doesNotContain("LEAK:");
	}

	private static void disconnectDuringUpload(WsgiServer server, String framing) {
		try (RawClient client = server.connect()) {
			client.send("POST /read" + HOST + framing).send("x".repeat(PART / 2));
		}
	}

	private static void disconnectDuringDownload(WsgiServer server) throws IOException {
		try (RawClient client = server.connect()) {
			client.send(DOWNLOAD).readHead();
			client.readSome(1024);
		}
	}

	private static void head(WsgiServer server) {
		try (RawClient client = server.connect()) {
			assertThat(client.send("HEAD /download" + HOST + "\r\n").readHead().status()).isEqualTo(200);
		}
	}

	private static void tooLarge(WsgiServer server) {
		for (int i = 0; i < TIMES; i++) {
			try (RawClient client = server.connect()) {
				client.send("POST /read" + HOST + "Transfer-Encoding: chunked\r\n\r\n1e8480\r\n");
				client.send("x".repeat(1_100_000));
				assertThat(client.readHead().status()).isEqualTo(413);
			}
		}
	}

	// The detector looks for what was lost whenever a buffer is allocated.
	private static void detect() {
		System.gc();
		for (int i = 0; i < 100; i++) {
			ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(16);
			buffer.release();
		}
	}

	private static Stream<Thread> threadsInApplications() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getName().startsWith("wsgi-"))
			.filter((entry) -> !entry.getKey().getName().equals("wsgi-limits"))
			.filter((entry) -> Arrays.stream(entry.getValue())
				.anyMatch((frame) -> frame.getClassName().startsWith("io.github.wsgi4j")))
			.map(Map.Entry::getKey);
	}

	static final class Routes implements Application {

		private final List<GeneratedBody> bodies = new ArrayList<>();

		@Override
		public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
			startResponse.call("200 OK", List.of());
			return switch (Environ.get(environ, Environ.PATH_INFO)) {
				case "/read" -> Body.of(((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes());
				case "/download" -> download();
				case "/fail" -> () -> Stream.iterate(0, (i) -> i + 1).map((i) -> {
					if (i == 3) {
						throw new IllegalStateException("This failure belongs to the test");
					}
					return GeneratedBody.block(i);
				}).iterator();
				default -> Body.text("hello");
			};
		}

		private Iterable<byte[]> download() {
			GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
			synchronized (this.bodies) {
				this.bodies.add(body);
			}
			return body;
		}

		List<GeneratedBody> bodies() {
			synchronized (this.bodies) {
				return List.copyOf(this.bodies);
			}
		}

	}

}
