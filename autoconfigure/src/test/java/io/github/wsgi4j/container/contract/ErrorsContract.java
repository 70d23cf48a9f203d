package io.github.wsgi4j.container.contract;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, Input and Error Streams: the errors.
 */
abstract class ErrorsContract extends InterfaceContract {

	ErrorsContract(Subject subject) {
		super(subject);
	}

	@Test
	void linesAreSeen(CapturedOutput output) {
		print("one line\nand another\n");
		await().untilAsserted(() -> assertThat(output).contains("one line"));
		assertThat(output.toString().lines()).anyMatch((line) -> line.endsWith("and another"));
	}

	@Test
	void whatIsLeftOfALineIsFlushedAtTheEndOfTheRequest(CapturedOutput output) {
		print("no line feed");
		await().untilAsserted(() -> assertThat(output).contains("no line feed"));
	}

	@Test
	void whatIsLeftOfALineIsFlushedWhenTheApplicationFails(CapturedOutput output) {
		exchange(Ask.get("/"), Script.of(Step.print("before the failure"), Step.fail(Failure.STATE)));
		await().untilAsserted(() -> assertThat(output).contains("before the failure"));
	}

	@Test
	void anyTextIsTaken(CapturedOutput output) {
		print("caf\u00E9 {} %s \\");
		await().untilAsserted(() -> assertThat(output).contains("{} %s \\"));
	}

	private void print(String text) {
		exchange(Ask.get("/"), Script.of(Step.print(text), Step.start("200 OK")));
	}

}
