package io.github.wsgi4j.container.request;

import java.io.PrintWriter;

import ch.qos.logback.classic.Level;
import io.github.wsgi4j.container.support.LogRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorLogTests {

	private final LogRecords log = new LogRecords("wsgi.errors");

	private final PrintWriter errors = new PrintWriter(new ErrorLog(() -> "[1] "));

	@AfterEach
	void stopListening() {
		this.log.close();
	}

	@Test
	void aLineIsAnEntryWithThePrefix() {
		this.errors.print("one\ntwo\r\n");
		assertThat(this.log.messages()).containsExactly("[1] one", "[1] two");
		assertThat(this.log.events()).allSatisfy((event) -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
	}

	@Test
	void aLineMayComeInParts() {
		this.errors.print("a");
		this.errors.print("b");
		assertThat(this.log.messages()).isEmpty();
		this.errors.println("c");
		assertThat(this.log.messages()).containsExactly("[1] abc");
	}

	@Test
	void flushLogsWhatIsThere() {
		this.errors.print("part");
		this.errors.flush();
		this.errors.flush();
		assertThat(this.log.messages()).containsExactly("[1] part");
	}

	@Test
	void closeLogsWhatIsLeft() {
		this.errors.print("one\nrest");
		this.errors.close();
		assertThat(this.log.messages()).containsExactly("[1] one", "[1] rest");
	}

	@Test
	void emptyLinesAreNotLogged() {
		this.errors.print("\n\r\n\n");
		this.errors.close();
		assertThat(this.log.messages()).isEmpty();
	}

	@Test
	void anyTextIsTaken() {
		this.errors.println("\u20ac \ud83d\ude00 \u0000");
		new RuntimeException("boom").printStackTrace(this.errors);
		assertThat(this.log.messages()).startsWith("[1] \u20ac \ud83d\ude00  ", "[1] java.lang.RuntimeException: boom");
	}

	@Test
	void noTextSteersATerminal() {
		this.errors.println("\u001b[31mred\u009b1m\tafter a tab");
		assertThat(this.log.messages()).containsExactly("[1]  [31mred 1m\tafter a tab");
	}

}
