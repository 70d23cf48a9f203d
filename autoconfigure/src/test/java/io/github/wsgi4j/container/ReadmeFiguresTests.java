package io.github.wsgi4j.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of README.md are those of the suites.
 */
class ReadmeFiguresTests {

	@Test
	void faultsAndTheirModesAreCounted() throws IOException {
		assertThat(readme())
			.contains(Fault.all().count() + " faults are tried in each of " + suites("FaultTests.java") + " modes");
	}

	@Test
	void faultsOfHttp2AndTheirModesAreCounted() throws IOException {
		assertThat(readme()).contains(" " + Fault.ofHttp2().count() + " are tried over HTTP/2 in "
				+ suites("Http2FaultsTests.java") + " modes");
	}

	@Test
	void badInputsAreCounted() throws IOException {
		assertThat(readme()).contains(BadInput.all().count() + " bad inputs are tried");
	}

	@Test
	void faultsAndBadInputsHaveNamesOfTheirOwn() {
		assertThat(Fault.all().map(Fault::toString)).doesNotHaveDuplicates();
		assertThat(Fault.ofHttp2().map(Fault::toString)).doesNotHaveDuplicates();
		assertThat(BadInput.all().map(BadInput::toString)).doesNotHaveDuplicates();
	}

	private static String readme() throws IOException {
		return Files.readString(Path.of("../README.md")).replaceAll("\\s+", " ");
	}

	private static long suites(String end) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/test/java/io/github/wsgi4j/container"))) {
			return files.filter((file) -> file.toString().endsWith(end)).count();
		}
	}

}
