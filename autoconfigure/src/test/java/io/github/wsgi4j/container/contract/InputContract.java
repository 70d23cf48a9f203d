package io.github.wsgi4j.container.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static io.github.wsgi4j.container.contract.ScriptBody.input;
import static io.github.wsgi4j.container.contract.ScriptBody.list;
import static io.github.wsgi4j.container.contract.Step.iterateInput;
import static io.github.wsgi4j.container.contract.Step.read;
import static io.github.wsgi4j.container.contract.Step.readLine;
import static io.github.wsgi4j.container.contract.Step.readLines;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Input and Error Streams: the input, however the body is buffered.
 */
abstract class InputContract extends InterfaceContract {

	private static final Step[] PAST_THE_END = { read(-1), read(1), read(10_000), read(-1), readLine(-1),
			readLines(-1) };

	InputContract(Subject subject) {
		super(subject);
	}

	@Test
	void readOfASizeGivesAtMostThatMuch() {
		assertThat(what(Ask.post("abcdef"), read(4), read(0), read(4))).containsExactly("abcd", "", "ef");
	}

	@Test
	void readOfEverythingGivesTheBody() {
		assertThat(what(Ask.post("ab\0\u00FFc"), read(-1))).containsExactly("ab\0\u00FFc");
	}

	@Test
	void readLineEndsAfterItsLineFeed() {
		assertThat(what(Ask.post("a\r\n\nb"), readLine(-1), readLine(-1), readLine(-1), readLine(-1)))
			.containsExactly("a\r\n", "\n", "b", "");
	}

	@Test
	void readLineOfASizeGivesAPartOfTheLine() {
		assertThat(what(Ask.post("abcd\nef"), readLine(3), readLine(3), readLine(0), readLine(-1)))
			.containsExactly("abc", "d\n", "", "ef");
	}

	@Test
	void readLinesGivesAllLines() {
		assertThat(what(Ask.post("a\nb\nc"), readLines(-1))).containsExactly("a\n|b\n|c|");
	}

	@Test
	void readLinesStopsAtItsHint() {
		assertThat(what(Ask.post("a\nb\nc"), readLines(3))).containsExactly("a\n|b\n|");
	}

	@Test
	void iterationGivesLines() {
		assertThat(what(Ask.post("a\nb\nc"), iterateInput())).containsExactly("a\n|b\n|c|");
	}

	@Test
	void linesOfAChunkedBodyRunAcrossItsChunks() {
		assertThat(what(Ask.postUnsized("a", "bc\nd", "\n"), readLines(-1))).containsExactly("abc\n|d\n|");
	}

	@Test
	void inputEndsWithTheBodyAndStaysAtItsEndForEver() {
		assertThat(what(Ask.post("abc"), PAST_THE_END)).containsExactly("abc", "", "", "", "", "");
		assertThat(what(Ask.postUnsized("ab", "c"), PAST_THE_END)).containsExactly("abc", "", "", "", "", "");
		assertThat(what(Ask.get("/"), PAST_THE_END)).containsExactly("", "", "", "", "", "");
	}

	@Test
	void largeBodyComesIntactAndLeavesNoTemporaryFileBehind() throws IOException {
		List<Path> before = temporaryFiles();
		String body = "0123456789abcdef".repeat(1024 * 1024 / 16);
		for (Ask ask : List.of(Ask.post(body), Ask.postUnsized(body.substring(0, 100_000), body.substring(100_000)))) {
			assertThat(what(ask, read(-1)).get(0).equals(body)).isTrue();
		}
		await().untilAsserted(() -> assertThat(temporaryFiles()).isEqualTo(before));
	}

	@Test
	void inputCanBeReadDuringTheIteration() {
		assertThat(exchange(Ask.post("abc\ndef"), answering(input())).text()).isEqualTo("abc\ndef");
	}

	@Test
	void lengthOfABodyThatDidNotSayItIsKnownWhereBodiesAreGathered() {
		assertThat(environOf(Ask.postUnsized("abc", "de")).get("CONTENT_LENGTH"))
			.isEqualTo(this.subject.gathersBodies() ? "5" : null);
	}

	@Test
	void bodyThatIsNotReadHarmsNobody() {
		assertThat(exchange(Ask.post("x".repeat(100_000)), answering(list("unread"))).text()).isEqualTo("unread");
		assertThat(exchange(Ask.postUnsized("some", "body"), answering(list("unread"))).text()).isEqualTo("unread");
		assertAnswers();
	}

	/**
	 * What the input gives.
	 */
	private List<String> what(Ask ask, Step... reads) {
		Script script = Script
			.of(Stream.concat(Stream.of(reads), Stream.of(Step.start("200 OK"))).toArray(Step[]::new));
		assertThat(exchange(ask, script).status()).isEqualTo(200);
		return script.notes();
	}

	private static List<Path> temporaryFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().matches("wsgi-.*\\.body")).sorted().toList();
		}
	}

}
