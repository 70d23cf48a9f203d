package io.github.wsgi4j.container.contract;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;

import static io.github.wsgi4j.container.contract.Step.caught;
import static io.github.wsgi4j.container.contract.Step.fail;
import static io.github.wsgi4j.container.contract.Step.keepWrite;
import static io.github.wsgi4j.container.contract.Step.restart;
import static io.github.wsgi4j.container.contract.Step.start;
import static io.github.wsgi4j.container.contract.Step.write;
import static io.github.wsgi4j.container.contract.Step.writeKept;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * PEP 3333, The write() Callable.
 */
abstract class WriteContract extends InterfaceContract {

	WriteContract(Subject subject) {
		super(subject);
	}

	@Test
	void whatIsWrittenComesBeforeTheBlocksOfTheIterable() {
		Answer response = exchange(Ask.get("/"),
				Script.of(start("200 OK"), write("one;"), write(""), write("two;")).returning("three"));
		assertThat(response.text()).isEqualTo("one;two;three");
		assertThat(response.complete()).isTrue();
		assertThat(response.header("Content-Length")).isNull();
	}

	@Test
	void startResponseAfterAWriteIsAnIllegalState() {
		for (String written : new String[] { "written", "" }) {
			Script script = Script.of(start("200 OK"), write(written), caught(start("500 Late")),
					caught(restart("500 Late")));
			Answer response = exchange(Ask.get("/"), breaking(script));
			assertThat(script.notes()).containsExactly("state", "io: the reason");
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.text()).isEqualTo(written);
			assertThat(response.complete()).isTrue();
		}
	}

	@Test
	void exceptionAfterAWriteBreaksTheResponseBehindWhatWasWritten() {
		for (String written : new String[] { "written", "" }) {
			Answer response = exchange(Ask.get("/"), Script.of(start("200 OK", Header.of("X-A", "1")), write(written),
					fail(Failure.STATE, "after the write")));
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.text()).isEqualTo(written);
			assertThat(response.complete()).isFalse();
		}
	}

	@Test
	void largeWritesWaitForTheClientAndArriveIntact() {
		String block = "0123456789abcdef".repeat(5 * 1024 * 1024 / 16);
		Answer response = exchange(Ask.get("/"), Script.of(start("200 OK"), write(block)).returning("end"));
		assertThat(response.complete()).isTrue();
		assertThat(response.text().equals(block + "end")).isTrue();
	}

	@Test
	void writesAreHeldToTheContentLength() {
		Answer response = exchange(Ask.get("/"),
				breaking(Script.of(start("200 OK", Header.of("Content-Length", "5")), write("abc"), write("def"))
					.returning("ghi")));
		assertThat(response.text()).isEqualTo("abcde");
		assertThat(response.complete()).isTrue();
	}

	@Test
	void writesOfAResponseWithoutABodyAreNotSent() {
		Answer response = exchange(Ask.request("HEAD", "/"), Script.of(start("200 OK"), write("abc")).returning("def"));
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void writeAfterTheEndOfTheRequestFails() {
		for (Script kept : new Script[] { Script.of(start("200 OK"), keepWrite(), write("x")),
				Script.of(start("200 OK"), keepWrite()).returning("x") }) {
			exchange(Ask.get("/"), breaking(kept));
			Script late = Script.of(start("200 OK"), caught(writeKept("y"))).returning("z");
			// A moment later, since the client may be faster than the application.
			await().untilAsserted(() -> {
				assertThat(exchange(Ask.get("/"), breaking(late)).text()).isEqualTo("z");
				assertThat(late.notes()).last().asString().startsWith("io: ");
			});
		}
	}

}
