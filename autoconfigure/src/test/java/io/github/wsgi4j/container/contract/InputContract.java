package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Input and Error Streams: the input, however the body is buffered.
 */
abstract class InputContract extends InterfaceContract {

	InputContract(Subject subject) {
		super(subject);
	}

	@Test
	void readOfASizeGivesAtMostThatMuch() {
		assertThat(read(Ask.post("abcdef"), (input) -> input.readNBytes(4))).isEqualTo("abcd");
	}

	@Test
	void readOfOneByteIsNeverNegativeBeforeTheEnd() {
		assertThat(read(Ask.post("\u00FF"), (input) -> bytes(input.read() + " " + input.read()))).isEqualTo("255 -1");
	}

	@Test
	void readOfEverythingGivesTheBody() {
		assertThat(read(Ask.post("ab\0\u00FFc"), InputStream::readAllBytes)).isEqualTo("ab\0\u00FFc");
	}

	@Test
	void readLineEndsAfterItsLineFeed() {
		assertThat(read(Ask.post("a\r\n\nb"),
				(input) -> join(input.readLine(), input.readLine(), input.readLine(), input.readLine())))
			.isEqualTo("a\r\n|\n|b||");
	}

	@Test
	void readLineOfASizeGivesAPartOfTheLine() {
		assertThat(read(Ask.post("abcd\nef"),
				(input) -> join(input.readLine(3), input.readLine(3), input.readLine(0), input.readLine(-1))))
			.isEqualTo("abc|d\n||ef|");
	}

	@Test
	void readLinesGivesAllLines() {
		assertThat(read(Ask.post("a\nb\nc"), (input) -> join(input.readLines(-1).toArray(byte[][]::new))))
			.isEqualTo("a\n|b\n|c|");
	}

	@Test
	void readLinesStopsAtItsHint() {
		assertThat(read(Ask.post("a\nb\nc"), (input) -> join(input.readLines(3).toArray(byte[][]::new))))
			.isEqualTo("a\n|b\n|");
	}

	@Test
	void iterationGivesLines() {
		assertThat(read(Ask.post("a\nb\nc"), (input) -> {
			List<byte[]> lines = new ArrayList<>();
			input.forEach(lines::add);
			return join(lines.toArray(byte[][]::new));
		})).isEqualTo("a\n|b\n|c|");
	}

	@Test
	void linesOfAChunkedBodyRunAcrossItsChunks() {
		assertThat(
				read(Ask.postUnsized("a", "bc\nd", "\n"), (input) -> join(input.readLines(-1).toArray(byte[][]::new))))
			.isEqualTo("abc\n|d\n|");
	}

	@Test
	void inputEndsAtContentLengthAndStaysAtItsEndForEver() {
		assertThat(read(Ask.post("abc"), this::readPastTheEnd)).isEqualTo("abc -1 -1 -1 0 0");
	}

	@Test
	void inputEndsAtTheEndOfAChunkedBodyAndStaysAtItsEndForEver() {
		assertThat(read(Ask.postUnsized("ab", "c"), this::readPastTheEnd)).isEqualTo("abc -1 -1 -1 0 0");
	}

	@Test
	void inputOfARequestWithoutABodyIsAtItsEnd() {
		assertThat(read(Ask.get("/"), this::readPastTheEnd)).isEqualTo(" -1 -1 -1 0 0");
	}

	@Test
	void closingTheInputDoesNothing() {
		assertThat(exchange(Ask.post("abc"), breaking((environ, start) -> {
			InputStream input = Environ.input(environ);
			input.close();
			start.call("200 OK", NO_HEADERS);
			return Body.of(input.readAllBytes());
		})).text()).isEqualTo("abc");
	}

	@Test
	void largeBodyComesIntactAndLeavesNoTemporaryFileBehind() throws IOException {
		List<Path> before = temporaryFiles();
		String body = "0123456789abcdef".repeat(1024 * 1024 / 16);
		assertThat(read(Ask.post(body), InputStream::readAllBytes)).isEqualTo(body);
		assertThat(
				read(Ask.postUnsized(body.substring(0, 100_000), body.substring(100_000)), InputStream::readAllBytes))
			.isEqualTo(body);
		await().untilAsserted(() -> assertThat(temporaryFiles()).isEqualTo(before));
	}

	@Test
	void inputCanBeReadDuringTheIteration() {
		Answer response = exchange(Ask.post("abc\ndef"), (environ, start) -> {
			start.call("200 OK", NO_HEADERS);
			return (Input) environ.get(Environ.WSGI_INPUT);
		});
		assertThat(response.text()).isEqualTo("abc\ndef");
	}

	private String read(Ask ask, Read read) {
		return exchange(ask, (environ, start) -> {
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

	@Test
	void lengthOfABodyThatDidNotSayItIsKnownWhereBodiesAreGathered() {
		assertThat(environOf(Ask.postUnsized("abc", "de")).get("CONTENT_LENGTH"))
			.isEqualTo(this.subject.gathersBodies() ? "5" : null);
	}

	@Test
	void bodyThatIsNotReadHarmsNobody() {
		assertThat(exchange(Ask.post("x".repeat(100_000)), answering(Body.text("unread"))).text()).isEqualTo("unread");
		assertThat(exchange(Ask.postUnsized("some", "body"), answering(Body.text("unread"))).text())
			.isEqualTo("unread");
		assertAnswers();
	}

	@FunctionalInterface
	interface Read {

		byte[] apply(Input input) throws Exception;

	}

}
