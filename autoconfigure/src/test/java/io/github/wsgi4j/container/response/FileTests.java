package io.github.wsgi4j.container.response;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.FileWrapper;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.support.BlockingServer;
import io.github.wsgi4j.container.support.Endpoint;
import io.github.wsgi4j.container.support.GeneratedBody;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.RuleBreaker;
import io.github.wsgi4j.container.support.Settled;
import io.netty.handler.codec.http.HttpMethod;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@OnOldestJava
@Timeout(60)
class FileTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private static final byte[] CONTENT = GeneratedBody.bytes(5);

	private static final int LARGE = 64 * 1024 * 1024;

	private static final Map<Kind, Endpoint> ENDPOINTS = new EnumMap<>(Kind.class);

	@TempDir
	static Path folder;

	private static Path file;

	private static Path large;

	private static Path empty;

	@BeforeAll
	static void start() throws IOException {
		file = Files.write(folder.resolve("file"), CONTENT);
		empty = Files.createFile(folder.resolve("empty"));
		large = folder.resolve("large");
		try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
			sparse.setLength(LARGE);
		}
		ENDPOINTS.put(Kind.PLAIN, Endpoint.http1());
		ENDPOINTS.put(Kind.TLS, Endpoint.tls(folder));
		ENDPOINTS.put(Kind.HTTP2, Endpoint.h2c());
		ENDPOINTS.put(Kind.COMPRESSED,
				Endpoint.http1("server.compression.enabled=true", "server.compression.min-response-size=1KB"));
		ENDPOINTS.put(Kind.FILTERED, Endpoint.http1("spring.main.sources=" + BodyFilter.class.getName()));
	}

	@AfterAll
	static void stop() {
		ENDPOINTS.values().forEach(Endpoint::close);
	}

	@ParameterizedTest
	@EnumSource
	void sendsAPath(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(kind, files.path(file)).get();
		assertThat(kind.body(answer)).isEqualTo(CONTENT);
		if (kind != Kind.FILTERED) {
			assertThat(answer.headers().get("content-length")).isEqualTo(Integer.toString(CONTENT.length));
		}
		files.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void sendsTheRestOfAFile(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(kind, files.rest(file, 100_000)).get();
		assertThat(kind.body(answer)).isEqualTo(Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length));
		files.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void sendsAnyStream(Kind kind) {
		CountingStream stream = new CountingStream(CONTENT);
		Endpoint.Answer answer = serve(kind, wrapping(stream)).get();
		assertThat(kind.body(answer)).isEqualTo(CONTENT);
		Awaitility.await().untilAsserted(() -> assertThat(stream.closed()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource
	void sendsAnEmptyFile(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(kind, files.path(empty)).get();
		assertThat(answer.body()).isEmpty();
		assertThat(answer.headers().get("content-length")).isEqualTo("0");
		files.assertClosed();
		OpenFiles rest = new OpenFiles();
		assertThat(serve(kind, rest.rest(file, CONTENT.length)).get().body()).isEmpty();
		rest.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void answersHead(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(kind, files.path(file)).exchange(HttpMethod.HEAD);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.headers().get("content-length")).isEqualTo(Integer.toString(CONTENT.length));
		files.assertClosed();
		CountingStream stream = new CountingStream(CONTENT);
		assertThat(serve(kind, wrapping(stream)).exchange(HttpMethod.HEAD).status()).isEqualTo(200);
		Awaitility.await().untilAsserted(() -> assertThat(stream.closed()).isEqualTo(1));
	}

	@ParameterizedTest
	@EnumSource
	void closesWhenTheClientGoesAway(Kind kind) {
		OpenFiles files = new OpenFiles();
		serve(kind, files.path(large)).client().get().uri("/").responseContent().next().block(Endpoint.TIMEOUT);
		files.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void cutsWhatIsLongerThanItsLength(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(kind,
				RuleBreaker.breaking(files.path(file, Header.of("Content-Length", "70000"))))
			.get();
		assertThat(kind.body(answer)).isEqualTo(Arrays.copyOf(CONTENT, 70_000));
		files.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void breaksOffWhatIsShorterThanItsLength(Kind kind) {
		OpenFiles files = new OpenFiles();
		Endpoint endpoint = serve(kind, RuleBreaker.breaking(files.path(file, Header.of("Content-Length", "400000"))));
		assertThatException().isThrownBy(endpoint::get).withMessageContaining("prematurely closed");
		files.assertClosed();
	}

	@ParameterizedTest
	@EnumSource
	void aMissingFileIsAnError(Kind kind) {
		assertThat(serve(kind, new OpenFiles().path(folder.resolve("missing"))).get().status()).isEqualTo(500);
	}

	@Test
	void serverStaysUsableOnOneConnection() {
		OpenFiles files = new OpenFiles();
		try (RawClient client = serve(Kind.PLAIN, files.path(file)).server().connect()) {
			for (int i = 0; i < 3; i++) {
				RawResponse response = client.send(GET).readResponse();
				assertThat(response.complete()).isTrue();
				assertThat(response.body()).isEqualTo(CONTENT);
			}
		}
		files.assertClosed();
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Needs mkfifo")
	void sendsAPipe() throws Exception {
		Path pipe = folder.resolve("pipe");
		Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
		assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
		Thread writer = new Thread(() -> writeTo(pipe), "pipe-writer");
		writer.setDaemon(true);
		writer.start();
		OpenFiles files = new OpenFiles();
		Endpoint.Answer answer = serve(Kind.PLAIN, files.rest(pipe, 0)).get();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(CONTENT);
		files.assertClosed();
	}

	private static void writeTo(Path pipe) {
		try {
			Files.write(pipe, CONTENT);
		}
		catch (IOException ex) {
			// The reader has gone, and its own assertion fails.
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "whole", "generator", "file" })
	void compresses(String body) throws IOException {
		byte[] expected = Arrays.copyOf(CONTENT, GeneratedBody.BLOCK_SIZE * (body.equals("whole") ? 1 : 5));
		Endpoint endpoint = serve(Kind.COMPRESSED, bodies(body, Header.of("Content-Type", "text/plain")));
		RawResponse response = endpoint.server()
			.exchange("GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
		assertThat(response.complete()).isTrue();
		assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(response.header("Content-Length")).isIn(null, Integer.toString(response.body().length));
		try (InputStream decoded = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
			assertThat(decoded.readAllBytes()).isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "whole", "generator", "file" })
	void aFilterSeesEveryByte(String body) {
		int size = GeneratedBody.BLOCK_SIZE * (body.equals("whole") ? 1 : 5);
		Endpoint endpoint = serve(Kind.FILTERED, bodies(body));
		BodyFilter filter = endpoint.server().context().getBean(BodyFilter.class);
		long before = filter.count();
		RawResponse response = endpoint.server().exchange(GET);
		assertThat(response.complete()).isTrue();
		assertThat(BodyFilter.inverted(response.body())).isEqualTo(Arrays.copyOf(CONTENT, size));
		assertThat(filter.count() - before).isEqualTo(size);
	}

	@Test
	void aFilterDoesNotLetAGeneratorRunAhead() {
		int kernel;
		try (BlockingServer server = new BlockingServer(); RawClient client = new RawClient(server.port(), -1)) {
			assertThat(client.socket().isConnected()).isTrue();
			kernel = Settled.value(server::begun);
		}
		GeneratedBody body = new GeneratedBody(GeneratedBody.ENDLESS);
		Endpoint endpoint = serve(Kind.FILTERED, (environ, start) -> {
			start.call("200 OK", List.of());
			return body;
		});
		try (RawClient client = endpoint.server().connect()) {
			client.send(GET);
			assertThat(Settled.value(body::asked)).isLessThanOrEqualTo(kernel + 8);
		}
		Awaitility.await().untilAsserted(() -> assertThat(body.closed()).isEqualTo(1));
	}

	private static Application bodies(String kind, Header... headers) {
		return (environ, start) -> {
			start.call("200 OK", List.of(headers));
			return switch (kind) {
				case "whole" -> Body.of(GeneratedBody.block(0));
				case "generator" -> new GeneratedBody(5);
				default -> Body.of(file);
			};
		};
	}

	private static Application wrapping(InputStream stream) {
		return (environ, start) -> {
			start.call("200 OK", List.of());
			return ((FileWrapper) environ.get(Environ.WSGI_FILE_WRAPPER)).call(stream, 8192);
		};
	}

	private static Endpoint serve(Kind kind, Application application) {
		Endpoint endpoint = ENDPOINTS.get(kind);
		endpoint.serve(application);
		return endpoint;
	}

	enum Kind {

		PLAIN, TLS, HTTP2, COMPRESSED, FILTERED;

		byte[] body(Endpoint.Answer answer) {
			return (this == FILTERED) ? BodyFilter.inverted(answer.body()) : answer.body();
		}

	}

	/**
	 * Applications that send a file, and what they opened.
	 */
	static final class OpenFiles {

		private final AtomicReference<FileChannel> opened = new AtomicReference<>();

		Application path(Path path, Header... headers) {
			return (environ, start) -> {
				start.call("200 OK", List.of(headers));
				FileBody body = Body.of(path);
				this.opened.set(body.channel());
				return body;
			};
		}

		Application rest(Path path, long position) {
			return (environ, start) -> {
				start.call("200 OK", List.of());
				FileInputStream stream = new FileInputStream(path.toFile());
				this.opened.set(stream.getChannel());
				stream.skipNBytes(position);
				return ((FileWrapper) environ.get(Environ.WSGI_FILE_WRAPPER)).call(stream, 8192);
			};
		}

		void assertClosed() {
			Awaitility.await().untilAsserted(() -> assertThat(this.opened.get().isOpen()).isFalse());
		}

	}

}
