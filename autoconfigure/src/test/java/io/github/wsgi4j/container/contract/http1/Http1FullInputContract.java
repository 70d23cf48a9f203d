package io.github.wsgi4j.container.contract.http1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The input with {@code wsgi.request.buffering=full}.
 */
abstract class Http1FullInputContract extends Http1InputContract {

	private final AtomicInteger calls = new AtomicInteger();

	Http1FullInputContract(WsgiServer server) {
		super(server);
	}

	@Test
	void contentLengthOfAChunkedUploadIsKnown() {
		assertThat(environOf(postChunked("abc", "de"))).containsEntry("CONTENT_LENGTH", "5")
			.containsEntry("wsgi.input_terminated", true);
	}

	// RFC 9112, section 7.1.3: a length takes its place. Bottle would decode it again.
	@Test
	void nothingSaysThatTheUploadIsStillChunked() {
		assertThat(environOf(postChunked("abc", "de"))).doesNotContainKey("HTTP_TRANSFER_ENCODING");
		assertThat(environOf(postChunked())).doesNotContainKey("HTTP_TRANSFER_ENCODING");
	}

	@Test
	void contentLengthOfAnEmptyChunkedUploadIsZero() {
		assertThat(environOf(postChunked())).containsEntry("CONTENT_LENGTH", "0");
	}

	@Test
	void applicationIsCalledWhenTheWholeBodyIsHere() {
		serveCounting();
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 6", "Expect: 100-continue"));
			assertThat(client.readHead().status()).isEqualTo(100);
			client.send("abc");
			assertThat(this.calls).hasValue(0);
			assertThat(client.send("def").readResponse().text()).isEqualTo("abcdef");
		}
	}

	@Test
	void continueIsSentAsTheGatheringBeginsThoughTheApplicationNeverReads() {
		this.server.serve(answering(Body.text("unread")));
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 3", "Expect: 100-continue"));
			assertThat(client.readHead().status()).isEqualTo(100);
			assertThat(client.send("abc").readResponse().text()).isEqualTo("unread");
		}
	}

	@Test
	void uploadCutShortNeverReachesTheApplication() {
		serveCounting();
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 6", "Expect: 100-continue")).readHead();
			client.send("abc");
		}
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked", "Expect: 100-continue")).readHead();
			client.send(chunk("abc"));
		}
		assertThat(this.server.exchange(post("whole")).text()).isEqualTo("whole");
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void malformedChunkNeverReachesTheApplication() {
		serveCounting();
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked") + chunk("abc") + "zz\r\n");
			assertThat(client.readResponse().status()).isEqualTo(400);
			assertThat(client.isClosedByServer()).isTrue();
		}
		await().during(Duration.ofMillis(200)).untilAsserted(() -> assertThat(this.calls).hasValue(0));
	}

	@Test
	void chunkedBodyThatGrowsOverTheLimitIsRefusedAndNeverReachesTheApplication() {
		serveCounting();
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Transfer-Encoding: chunked"));
			client.send(chunk("x".repeat(1024 * 1024)));
			client.send(chunk("y"));
			assertThat(client.readResponse().status()).isEqualTo(413);
			assertThat(client.isClosedByServer()).isTrue();
		}
		assertThat(this.calls).hasValue(0);
		assertAnswers();
	}

	@Test
	void bodyOfTheBufferSizeStaysInMemoryAndALargerOneGoesToAFile() {
		String inMemory = "x".repeat(64 * 1024);
		assertThat(read(post(inMemory), InputStream::readAllBytes)).isEqualTo(inMemory);
		assertThat(read(post(inMemory + "y"), InputStream::readAllBytes)).isEqualTo(inMemory + "y");
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Needs /proc to see a file that has no name any more")
	void bodyOverTheBufferSizeIsInATemporaryFileWhileTheApplicationRuns() {
		assertThat(read(post("x".repeat(100_000)), (input) -> bytes(Integer.toString(openBodies())))).isEqualTo("1");
		await().untilAsserted(
				() -> assertThat(read(post("x".repeat(1000)), (input) -> bytes(Integer.toString(openBodies()))))
					.isEqualTo("0"));
	}

	private void serveCounting() {
		this.server.serve((environ, start) -> {
			this.calls.incrementAndGet();
			byte[] body = Environ.input(environ).readAllBytes();
			start.call("200 OK", NO_HEADERS);
			return Body.of(body);
		});
	}

	private static int openBodies() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
			List<String> targets = files.map(Http1FullInputContract::target).toList();
			return (int) targets.stream().filter((target) -> target.contains("/wsgi-")).count();
		}
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			// Closed in the meantime.
			return "";
		}
	}

}
