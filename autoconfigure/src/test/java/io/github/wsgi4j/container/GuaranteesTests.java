package io.github.wsgi4j.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.wsgi4j.container.badinput.BadInput;
import io.github.wsgi4j.container.fault.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The figures of docs/guarantees.md are lower bounds, and the suites keep above them.
 */
class GuaranteesTests {

	@Test
	void thereAreMoreFaultsThanItSays() throws IOException {
		assertThat(Fault.all().count()).isGreaterThan(figure("More than (\\d+) faults are tested over real sockets"));
	}

	@Test
	void thereAreMoreFaultsOfHttp2ThanItSays() throws IOException {
		assertThat(Fault.ofHttp2().count()).isGreaterThan(figure("More than (\\d+) are tested over HTTP/2 as well"));
	}

	@Test
	void thereAreMoreBadInputsThanItSays() throws IOException {
		assertThat(BadInput.all().count()).isGreaterThan(figure("More than (\\d+) bad inputs are tested"));
	}

	@Test
	void eachFaultIsTriedInTheModeThatHasThemAll() {
		assertThat(Fault.all()).allMatch((fault) -> fault.happensIn(ExecutionMode.PLATFORM, Buffering.STREAM));
	}

	@Test
	void faultsAndBadInputsHaveNamesOfTheirOwn() {
		assertThat(Fault.all().map(Fault::toString)).doesNotHaveDuplicates();
		assertThat(Fault.ofHttp2().map(Fault::toString)).doesNotHaveDuplicates();
		assertThat(BadInput.all().map(BadInput::toString)).doesNotHaveDuplicates();
	}

	private static long figure(String sentence) throws IOException {
		String page = Files.readString(Path.of("../docs/guarantees.md")).replaceAll("\\s+", " ");
		Matcher matcher = Pattern.compile(sentence).matcher(page);
		assertThat(matcher.find()).as(sentence).isTrue();
		return Long.parseLong(matcher.group(1));
	}

}
