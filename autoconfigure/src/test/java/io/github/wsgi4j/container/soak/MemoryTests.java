package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.ServerProcess;
import io.github.wsgi4j.container.support.Settled;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies far larger than the memory of the server, in a process that has little of it.
 */
@OnNewestJava
@Timeout(120)
class MemoryTests {

	private static final int BLOCKS = 2048;

	private static final int SLOW_READERS = 100;

	private static final List<String> OPTIONS = List.of("-Xmx96m", "-Dio.netty.leakDetection.level=simple",
			"-Dio.netty.leakDetection.samplingInterval=1");

	private static final String CHECKSUM = Long.toString(GeneratedBody.checksum(BLOCKS));

	private static ServerProcess streaming;

	@BeforeAll
	static void start() {
		List<String> properties = new ArrayList<>(List.of("wsgi.execution.mode=platform",
				"wsgi.request.buffering=stream", "wsgi.mounts.application=/platform"));
		if (Runtime.version().feature() >= 21) {
			properties.addAll(List.of("wsgi.mounts.other=/virtual", "wsgi.execution.applications.other=virtual"));
		}
		streaming = new ServerProcess(OPTIONS, properties.toArray(String[]::new));
	}

	@AfterAll
	static void stop() {
		if (streaming != null) {
			streaming.close();
		}
	}

	@Test
	void platformThreadsWithGatheredBodies() throws IOException {
		try (ServerProcess server = new ServerProcess(OPTIONS, "wsgi.execution.mode=platform",
				"wsgi.request.buffering=full")) {
			carriesLargeBodies(server, "");
		}
	}

	@Test
	void platformThreadsWithStreamedBodies() throws IOException {
		carriesLargeBodies(streaming, "/platform");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21")
	void virtualThreadsWithStreamedBodies() throws IOException {
		carriesLargeBodies(streaming, "/virtual");
	}

	private static void carriesLargeBodies(ServerProcess server, String mount) throws IOException {
		assertThat(upload(server, mount, false)).isEqualTo(size() + " " + CHECKSUM);
		assertThat(upload(server, mount, true)).isEqualTo(size() + " " + CHECKSUM);
		assertThat(download(server, mount)).isEqualTo(CHECKSUM);
		answersBesideSlowReaders(server, mount);
		for (int i = 0; i < 5; i++) {
			server.get(mount + "/gc");
		}
		assertThat(server.get(mount + "/")).isEqualTo("hello");
		assertThat(server.log()).doesNotContain("LEAK", "OutOfMemoryError", "OutOfDirectMemoryError");
	}

	private static long size() {
		return (long) BLOCKS * GeneratedBody.BLOCK_SIZE;
	}

	private static String upload(ServerProcess server, String mount, boolean chunked) {
		try (RawClient client = server.connect(-1)) {
			client.send("POST " + mount + "/upload HTTP/1.1\r\nHost: localhost\r\n"
					+ (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + size()) + "\r\n\r\n");
			byte[] head = (Integer.toHexString(GeneratedBody.BLOCK_SIZE) + "\r\n")
				.getBytes(StandardCharsets.ISO_8859_1);
			for (int i = 0; i < BLOCKS; i++) {
				if (chunked) {
					client.send(head);
				}
				client.send(GeneratedBody.block(i));
				if (chunked) {
					client.send("\r\n");
				}
			}
			return client.send(chunked ? "0\r\n\r\n" : "").readResponse().text();
		}
	}

	private static String download(ServerProcess server, String mount) throws IOException {
		try (RawClient client = server.connect(-1)) {
			client.send("GET " + mount + "/download?" + BLOCKS + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readHead();
			CRC32 checksum = new CRC32();
			int size = Integer.parseInt(client.readLine(), 16);
			while (size > 0) {
				checksum.update(client.readExactly(size));
				client.readLine();
				size = Integer.parseInt(client.readLine(), 16);
			}
			return Long.toString(checksum.getValue());
		}
	}

	private static void answersBesideSlowReaders(ServerProcess server, String mount) {
		List<RawClient> clients = new ArrayList<>();
		try {
			for (int i = 0; i < SLOW_READERS; i++) {
				clients.add(server.connect(16 * 1024)
					.send("GET " + mount + "/endless HTTP/1.1\r\nHost: localhost\r\n\r\n"));
			}
			clients.forEach(RawClient::readHead);
			assertThat(server.get(mount + "/")).isEqualTo("hello");
			Settled.value(() -> Integer.parseInt(server.get(mount + "/asked")));
			assertThat(server.get(mount + "/open")).isEqualTo(Integer.toString(SLOW_READERS));
			assertThat(server.get(mount + "/")).isEqualTo("hello");
		}
		finally {
			clients.forEach(RawClient::close);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(server.get(mount + "/open")).isEqualTo("0"));
	}

}
