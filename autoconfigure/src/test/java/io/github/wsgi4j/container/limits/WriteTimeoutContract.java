package io.github.wsgi4j.container.limits;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A client has to take something of what waits for it.
 */
abstract class WriteTimeoutContract extends Contract {

	private static final String CLOSED = "the client has read nothing of the response for 600 ms; the connection is closed";

	private static final int PAUSE_MILLIS = 100;

	private static final int SIZE = 32 * 1024 * 1024;

	@TempDir
	private Path folder;

	WriteTimeoutContract(WsgiServer server) {
		super(server);
	}

	@Test
	void anEndlessBodyIsClosedWithItsConnection(CapturedOutput output) {
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		this.server.serve(answering(body));
		try (RawClient client = reader()) {
			client.send(get("/endless"));
			await().until(() -> body.closed() == 1);
			assertThat(client.isReset()).isTrue();
		}
		assertThat(output).containsOnlyOnce("GET /endless: " + CLOSED);
		assertThat(body.closed()).isEqualTo(1);
	}

	@Test
	void anOpenFileIsClosedWithItsConnection(CapturedOutput output) throws IOException {
		FileInputStream file = new FileInputStream(largeFile().toFile());
		this.server.serve((environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return ((FileWrapper) environ.get(Environ.WSGI_FILE_WRAPPER)).call(file, 4096);
		});
		try (RawClient client = reader()) {
			client.send(get("/file"));
			await().until(() -> !file.getChannel().isOpen());
			assertThat(client.isReset()).isTrue();
		}
		assertThat(output).containsOnlyOnce("GET /file: " + CLOSED);
	}

	@Test
	void responsesThatTheApplicationIsDoneWithAreWatched(CapturedOutput output) {
		this.server.serve(answering(Body.of(new byte[32 * 1024])));
		try (RawClient client = reader()) {
			client.send(get("/small").repeat(SIZE / (32 * 1024)));
			await().untilAsserted(() -> assertThat(output).contains("GET /small: " + CLOSED));
			assertThat(client.isReset()).isTrue();
		}
	}

	@Test
	void aWriteThatWaitsIsInterrupted() {
		assumeThat(this.server.context().getEnvironment().getProperty("wsgi.execution.mode"))
			.as("On the event loop it does not wait")
			.isNotEqualTo("EVENT_LOOP");
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		this.server.serve((environ, start) -> {
			Write write = start.call("200 OK", NO_HEADERS);
			try {
				while (true) {
					write.call(new byte[64 * 1024]);
				}
			}
			catch (Throwable ex) {
				end.complete(ex);
				throw ex;
			}
		});
		try (RawClient client = reader()) {
			client.send(get("/"));
			assertThat(take(end)).isInstanceOf(IOException.class);
			assertThat(client.isReset()).isTrue();
		}
	}

	@Test
	void aReaderThatIsSlowerThanTheLimitGetsAll() throws IOException {
		int blocks = SIZE / GeneratedBody.BLOCK_SIZE;
		this.server.serve(answering(new GeneratedBody(blocks)));
		try (RawClient client = reader()) {
			client.send(get("/"));
			assertThat(client.readHead().status()).isEqualTo(200);
			slowly(client);
		}
	}

	@Test
	void aReaderOfAFileThatIsSlowerThanTheLimitGetsAll() throws IOException {
		this.server.serve(answering(Body.of(largeFile())));
		try (RawClient client = reader()) {
			client.send(get("/"));
			assertThat(client.readHead().status()).isEqualTo(200);
			slowly(client);
		}
	}

	private static void slowly(RawClient client) throws IOException {
		long rest = SIZE;
		for (int i = 0; i < LimitsSuite.TOO_LONG_MILLIS / PAUSE_MILLIS; i++) {
			Awaitility.await().pollDelay(Duration.ofMillis(PAUSE_MILLIS)).until(() -> true);
			rest -= client.readExactly(64 * 1024).length;
		}
		while (rest > 0) {
			rest -= client.readSome(64 * 1024).length;
		}
	}

	private Path largeFile() throws IOException {
		Path path = this.folder.resolve("large");
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			file.setLength(SIZE);
		}
		return path;
	}

	private RawClient reader() {
		return new RawClient(this.server.port(), 64 * 1024);
	}

}
