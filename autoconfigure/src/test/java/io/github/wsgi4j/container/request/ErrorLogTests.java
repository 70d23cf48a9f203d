package io.github.wsgi4j.container.request;

import java.io.PrintWriter;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("wsgi.errors");

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final PrintWriter errors = new PrintWriter(new ErrorLog(() -> "[1] "));

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void aLineIsAnEntryWithThePrefix() {
		this.errors.print("one\ntwo\r\n");
		assertThat(messages()).containsExactly("[1] one", "[1] two");
		assertThat(this.log.list).allSatisfy((event) -> assertThat(event.getLevel()).isEqualTo(Level.ERROR));
	}

	@Test
	void aLineMayComeInParts() {
		this.errors.print("a");
		this.errors.print("b");
		assertThat(messages()).isEmpty();
		this.errors.println("c");
		assertThat(messages()).containsExactly("[1] abc");
	}

	@Test
	void flushLogsWhatIsThere() {
		this.errors.print("part");
		this.errors.flush();
		this.errors.flush();
		assertThat(messages()).containsExactly("[1] part");
	}

	@Test
	void closeLogsWhatIsLeft() {
		this.errors.print("one\nrest");
		this.errors.close();
		assertThat(messages()).containsExactly("[1] one", "[1] rest");
	}

	@Test
	void emptyLinesAreNotLogged() {
		this.errors.print("\n\r\n\n");
		this.errors.close();
		assertThat(messages()).isEmpty();
	}

	@Test
	void anyTextIsTaken() {
		this.errors.println("\u20ac \ud83d\ude00 \u0000");
		new RuntimeException("boom").printStackTrace(this.errors);
		assertThat(messages()).startsWith("[1] \u20ac \ud83d\ude00  ", "[1] java.lang.RuntimeException: boom");
	}

	@Test
	void noTextSteersATerminal() {
		this.errors.println("\u001b[31mred\u009b1m\tafter a tab");
		assertThat(messages()).containsExactly("[1]  [31mred 1m\tafter a tab");
	}

	private List<String> messages() {
		return this.log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
