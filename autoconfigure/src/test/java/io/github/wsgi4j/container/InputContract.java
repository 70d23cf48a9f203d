package io.github.wsgi4j.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * PEP 3333, Input and Error Streams: the input, however the body is buffered.
 */
abstract class InputContract extends Contract {

	InputContract(WsgiServer server) {
		super(server);
	}

	@Test
	void readOfASizeGivesAtMostThatMuch() {
		assertThat(read(post("abcdef"), (input) -> input.readNBytes(4))).isEqualTo("abcd");
	}

	@Test
	void readOfOneByteIsNeverNegativeBeforeTheEnd() {
		assertThat(read(post("\u00FF"), (input) -> bytes(input.read() + " " + input.read()))).isEqualTo("255 -1");
	}

	@Test
	void readOfEverythingGivesTheBody() {
		assertThat(read(post("ab\0\u00FFc"), InputStream::readAllBytes)).isEqualTo("ab\0\u00FFc");
	}

	@Test
	void readLineEndsAfterItsLineFeed() {
		assertThat(read(post("a\r\n\nb"),
				(input) -> join(input.readLine(), input.readLine(), input.readLine(), input.readLine())))
			.isEqualTo("a\r\n|\n|b||");
	}

	@Test
	void readLineOfASizeGivesAPartOfTheLine() {
		assertThat(read(post("abcd\nef"),
				(input) -> join(input.readLine(3), input.readLine(3), input.readLine(0), input.readLine(-1))))
			.isEqualTo("abc|d\n||ef|");
	}

	@Test
	void readLinesGivesAllLines() {
		assertThat(read(post("a\nb\nc"), (input) -> join(input.readLines(-1).toArray(byte[][]::new))))
			.isEqualTo("a\n|b\n|c|");
	}

	@Test
	void readLinesStopsAtItsHint() {
		assertThat(read(post("a\nb\nc"), (input) -> join(input.readLines(3).toArray(byte[][]::new))))
			.isEqualTo("a\n|b\n|");
	}

	@Test
	void iterationGivesLines() {
		assertThat(read(post("a\nb\nc"), (input) -> {
			List<byte[]> lines = new ArrayList<>();
			input.forEach(lines::add);
			return join(lines.toArray(byte[][]::new));
		})).isEqualTo("a\n|b\n|c|");
	}

	@Test
	void linesOfAChunkedBodyRunAcrossItsChunks() {
		assertThat(read(postChunked("a", "bc\nd", "\n"), (input) -> join(input.readLines(-1).toArray(byte[][]::new))))
			.isEqualTo("abc\n|d\n|");
	}

	@Test
	void inputEndsAtContentLengthAndStaysAtItsEndForEver() {
		assertThat(read(post("abc"), this::readPastTheEnd)).isEqualTo("abc -1 -1 -1 0 0");
	}

	@Test
	void inputEndsAtTheEndOfAChunkedBodyAndStaysAtItsEndForEver() {
		assertThat(read(postChunked("ab", "c"), this::readPastTheEnd)).isEqualTo("abc -1 -1 -1 0 0");
	}

	@Test
	void inputOfARequestWithoutABodyIsAtItsEnd() {
		assertThat(read(get("/"), this::readPastTheEnd)).isEqualTo(" -1 -1 -1 0 0");
	}

	@Test
	void chunkedBodyIsDecodedWithExtensionsAndTrailers() {
		String request = request("POST", "/", "Transfer-Encoding: chunked")
				+ "3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n";
		assertThat(read(request, InputStream::readAllBytes)).isEqualTo("abcde");
	}

	@Test
	void closingTheInputDoesNothing() {
		assertThat(read(post("abc"), (input) -> {
			input.close();
			return input.readAllBytes();
		})).isEqualTo("abc");
	}

	@Test
	void largeBodyComesIntactAndLeavesNoTemporaryFileBehind() throws IOException {
		List<Path> before = temporaryFiles();
		String body = "0123456789abcdef".repeat(1024 * 1024 / 16);
		assertThat(read(post(body), InputStream::readAllBytes)).isEqualTo(body);
		assertThat(read(postChunked(body.substring(0, 100_000), body.substring(100_000)), InputStream::readAllBytes))
			.isEqualTo(body);
		await().untilAsserted(() -> assertThat(temporaryFiles()).isEqualTo(before));
	}

	@Test
	void applicationThatDoesNotReadLeavesTheConnectionUsable() {
		this.server.serve(answering(Body.text("unread")));
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post("some body")).readResponse().text()).isEqualTo("unread");
			assertThat(client.send(postChunked("some", "body")).readResponse().text()).isEqualTo("unread");
			assertThat(client.send(get("/")).readResponse().text()).isEqualTo("unread");
		}
	}

	@Test
	void unreadBodyIsNeverTakenForARequest() {
		Queue<Object> paths = new ConcurrentLinkedQueue<>();
		this.server.serve((environ, start) -> {
			paths.add(environ.get("PATH_INFO"));
			start.call("200 OK", NO_HEADERS);
			return Body.text("unread");
		});
		String body = get("/smuggled").repeat(4000);
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post(body)).readResponse().text()).isEqualTo("unread");
			client.send(get("/next", "Connection: close"));
			assertThat(client.isClosedByServerAfter("unread")).isTrue();
		}
		assertThat(paths).doesNotContain("/smuggled");
	}

	@Test
	void applicationThatReadsAPartLeavesTheRestToNobody() {
		this.server.serve((environ, start) -> {
			byte[] part = Environ.input(environ).readNBytes(3);
			start.call("200 OK", NO_HEADERS);
			return Body.of(part);
		});
		try (RawClient client = this.server.connect()) {
			assertThat(client.send(post("abcdef")).readResponse().text()).isEqualTo("abc");
			assertThat(client.send(post("ghijkl")).readResponse().text()).isEqualTo("ghi");
		}
	}

	@Test
	void inputCanBeReadDuringTheIteration() {
		RawResponse response = exchange(post("abc\ndef"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return (Input) environ.get(Environ.WSGI_INPUT);
		});
		assertThat(response.text()).isEqualTo("abc\ndef");
	}

	@Test
	void readsAfterTheEndOfTheRequestFail() {
		AtomicReference<InputStream> kept = new AtomicReference<>();
		RawResponse response = exchange(post("abcdef"), (environ, start) -> {
			kept.set(Environ.input(environ));
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
		assertThat(response.status()).isEqualTo(200);
		await().untilAsserted(() -> assertThatIOException().isThrownBy(() -> kept.get().read()));
	}

	@Test
	void contentLengthOverTheLimitIsRefusedBeforeTheBodyIsSent() {
		AtomicReference<Object> called = new AtomicReference<>();
		this.server.serve((environ, start) -> {
			called.set(environ);
			return Body.empty();
		});
		try (RawClient client = this.server.connect()) {
			client.send(request("POST", "/", "Content-Length: 1048577", "Expect: 100-continue"));
			assertThat(client.readResponse().status()).isEqualTo(413);
			assertThat(client.isClosedByServer()).isTrue();
		}
		assertThat(called).hasNullValue();
		assertAnswers();
	}

	String read(String request, Read read) {
		return exchange(request, (environ, start) -> {
			byte[] body = read.apply((Input) environ.get(Environ.WSGI_INPUT));
			start.call("200 OK", NO_HEADERS);
			return Body.of(body);
		}).text();
	}

	private byte[] readPastTheEnd(Input input) throws IOException {
		return bytes(text(input.readAllBytes()) + " " + input.read() + " " + input.read() + " "
				+ input.read(new byte[10_000]) + " " + input.readLine().length + " " + input.readLines(-1).size());
	}

	private static byte[] join(byte[]... lines) {
		StringBuilder joined = new StringBuilder();
		for (byte[] line : lines) {
			joined.append(text(line)).append('|');
		}
		return bytes(joined.toString());
	}

	private static List<Path> temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().matches("wsgi-.*\\.body")).sorted().toList();
		}
	}

	@FunctionalInterface
	interface Read {

		byte[] apply(Input input) throws Exception;

	}

}
