package io.github.wsgi4j.container.contract;

import java.io.PrintWriter;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
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
		exchange(Ask.get("/"), (environ, start) -> {
			errors(environ.get(Environ.WSGI_ERRORS)).print("before the failure");
			throw new IllegalStateException("the failure");
		});
		await().untilAsserted(() -> assertThat(output).contains("before the failure"));
	}

	@Test
	void anyTextIsTaken(CapturedOutput output) {
		print("caf\u00E9 {} %s \\");
		await().untilAsserted(() -> assertThat(output).contains("{} %s \\"));
	}

	private void print(String text) {
		exchange(Ask.get("/"), (environ, start) -> {
			errors(environ.get(Environ.WSGI_ERRORS)).print(text);
			start.call("200 OK", NO_HEADERS);
			return Body.empty();
		});
	}

	private static PrintWriter errors(Object errors) {
		return (PrintWriter) errors;
	}

}
