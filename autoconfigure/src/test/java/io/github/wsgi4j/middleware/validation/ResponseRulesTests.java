package io.github.wsgi4j.middleware.validation;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.middleware.TestBlocks;
import io.github.wsgi4j.middleware.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(TrueToRules.class)
class ResponseRulesTests {

	private final Trial trial = new Trial();

	@Test
	@Keeps({ Rule.START_RESPONSE_AGAIN, Rule.START_RESPONSE_WRITE })
	void theLastCallWins() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("500 First", List.of());
			start.call("200 Last", List.of());
			return new TestBlocks("", "x");
		})).isNull();
	}

	@Test
	@Breaks(Rule.START_RESPONSE_AGAIN)
	void aCallAfterABlock() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of());
			return new TestBlocks("", "x", "y").before(2, () -> start.call("500 Late", List.of()));
		})).isEqualTo(Rule.START_RESPONSE_AGAIN);
	}

	@Test
	@Breaks(Rule.START_RESPONSE_AGAIN)
	void aCallAfterAWrite() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of()).call(new byte[0]);
			start.call("200 OK", List.of());
			return Body.empty();
		})).isEqualTo(Rule.START_RESPONSE_AGAIN);
	}

	@Test
	@Keeps(Rule.START_RESPONSE_AGAIN)
	void aCallWithAnExceptionAfterABlock() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of());
			return new TestBlocks("x", "y").before(1,
					() -> start.call("500 Late", List.of(), new IOException("the reason")));
		})).isNull();
	}

	@Test
	@Breaks(Rule.START_RESPONSE_WRITE)
	void noWrite() {
		assertThat(this.trial.startedBy((status, headers, excInfo) -> null).run()).isEqualTo(Rule.START_RESPONSE_WRITE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "200 OK", "404 No such: thing, here", "999 Text", "299 caf\u00E9" })
	@Keeps({ Rule.STATUS_FORM, Rule.STATUS_CHARACTERS, Rule.STATUS_FINAL })
	void aStatusInOrder(String status) {
		assertThat(this.trial.run(status, Body.empty())).isNull();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "200", "200 ", "200  OK", "200 OK ", "20 OK", "2000 OK", "abc OK", "200\tOK",
			"\u0662\u0660\u0660 OK", "200 OK\n" })
	@Breaks(Rule.STATUS_FORM)
	void aStatusWithoutForm(String status) {
		assertThat(this.trial.run(status, Body.empty())).isEqualTo(Rule.STATUS_FORM);
	}

	@ParameterizedTest
	@ValueSource(strings = { "200 O\r\nK", "200 O\u0000K", "200 O\u007FK", "200 O\u0100K" })
	@Breaks(Rule.STATUS_CHARACTERS)
	void aStatusWithACharacterThatCannotBeSent(String status) {
		assertThat(this.trial.run(status, Body.empty())).isEqualTo(Rule.STATUS_CHARACTERS);
		assertThat(this.trial.violation().message()).doesNotContainPattern("\\p{Cntrl}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "103 Early Hints", "000 Nothing" })
	@Breaks(Rule.STATUS_FINAL)
	void aStatusThatEndsNoRequest(String status) {
		assertThat(this.trial.run(status, Body.empty())).isEqualTo(Rule.STATUS_FINAL);
	}

	@Test
	@Keeps({ Rule.HEADERS_GIVEN, Rule.HEADER_NAME, Rule.HEADER_NAME_END, Rule.HEADER_VALUE, Rule.HEADER_STATUS,
			Rule.HEADER_HOP_BY_HOP, Rule.HEADER_CONTENT_TYPE, Rule.HEADER_CONTENT_LENGTH,
			Rule.HEADER_CONTENT_LENGTH_204 })
	void headersInOrder() {
		assertThat(this.trial.run("200 OK", Body.text("x"), Header.of("Content-Type", "text/plain"),
				Header.of("Content-Length", "1"), Header.of("content-length", "1"),
				Header.of("X_Y!z0", "caf\u00E9 \u00FF"), Header.of("X-Empty", "")))
			.isNull();
	}

	@Test
	@Keeps({ Rule.HEADERS_GIVEN, Rule.HEADER_NAME })
	void headersThatCanBeIteratedOnce() {
		assertThat(this.trial.startedBy((status, headers, excInfo) -> {
			assertThat(headers).containsExactly(Header.of("X", "1"));
			return (block) -> {
			};
		}).run((environ, start) -> {
			Iterator<Header> once = List.of(Header.of("X", "1")).iterator();
			start.call("200 OK", () -> once);
			return Body.empty();
		})).isNull();
	}

	@Test
	@Breaks(Rule.HEADERS_GIVEN)
	void noHeaders() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", null);
			return Body.empty();
		})).isEqualTo(Rule.HEADERS_GIVEN);
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", Arrays.asList((Header) null));
			return Body.empty();
		})).isEqualTo(Rule.HEADERS_GIVEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X A", "X:A", "X-A ", "X\u00E9", "X\r\nY", "(X)" })
	@Breaks(Rule.HEADER_NAME)
	void aNameThatIsNoToken(String name) {
		assertThat(header(name, "x")).isEqualTo(Rule.HEADER_NAME);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-", "X_", "X." })
	@Breaks(Rule.HEADER_NAME_END)
	void aNameThatEndsWithAPunctuationMark(String name) {
		assertThat(header(name, "x")).isEqualTo(Rule.HEADER_NAME_END);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-B: 1", "a\tb", "a\u0000", "a\u007F", "\u0100" })
	@Breaks(Rule.HEADER_VALUE)
	void aValueThatCannotBeSent(String value) {
		assertThat(header("X-A", value)).isEqualTo(Rule.HEADER_VALUE);
		assertThat(this.trial.violation().found()).matches("the value of 'X-A' has U\\+[0-9A-F]{4}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Status", "status" })
	@Breaks(Rule.HEADER_STATUS)
	void theStatusAsAHeader(String name) {
		assertThat(header(name, "200 OK")).isEqualTo(Rule.HEADER_STATUS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "keep-alive", "Proxy-Authenticate", "Proxy-Authorization",
			"Proxy-Connection", "TE", "Trailer", "Trailers", "Transfer-Encoding", "upgrade" })
	@Breaks(Rule.HEADER_HOP_BY_HOP)
	void aHeaderAboutTheConnection(String name) {
		assertThat(header(name, "x")).isEqualTo(Rule.HEADER_HOP_BY_HOP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "204 No Content", "304 Not Modified" })
	@Breaks(Rule.HEADER_CONTENT_TYPE)
	void theTypeOfNoContent(String status) {
		assertThat(this.trial.run(status, Body.empty(), Header.of("content-type", "text/plain")))
			.isEqualTo(Rule.HEADER_CONTENT_TYPE);
	}

	@ParameterizedTest
	@CsvSource({ "''", "x", "-1", "+1", "1.0", "99999999999999999999" })
	@Breaks(Rule.HEADER_CONTENT_LENGTH)
	void aLengthThatIsNoNumber(String length) {
		assertThat(header("Content-Length", length)).isEqualTo(Rule.HEADER_CONTENT_LENGTH);
	}

	@Test
	@Breaks(Rule.HEADER_CONTENT_LENGTH)
	void twoLengths() {
		assertThat(this.trial.run("200 OK", Body.text("x"), Header.of("Content-Length", "1"),
				Header.of("Content-Length", "2")))
			.isEqualTo(Rule.HEADER_CONTENT_LENGTH);
	}

	@Test
	@Breaks(Rule.HEADER_CONTENT_LENGTH_204)
	void theLengthOfNoContent() {
		assertThat(this.trial.run("204 No Content", Body.empty(), Header.of("Content-Length", "0")))
			.isEqualTo(Rule.HEADER_CONTENT_LENGTH_204);
	}

	@Test
	@Keeps({ Rule.HEADER_CONTENT_LENGTH_204, Rule.BODY_TOO_SHORT })
	void theLengthOfWhatWasNotModified() {
		assertThat(this.trial.run("304 Not Modified", Body.empty(), Header.of("Content-Length", "5"))).isNull();
	}

	@Test
	@Keeps({ Rule.WRITE_BLOCK, Rule.WRITE_TIME, Rule.BODY_TOO_LONG, Rule.BODY_TOO_SHORT })
	void whatIsWrittenComesFirst() {
		assertThat(this.trial.run((environ, start) -> {
			Write write = start.call("200 OK", List.of(Header.of("Content-Length", "6")));
			write.call(Trial.bytes("one"));
			return new TestBlocks("two");
		})).isNull();
		assertThat(this.trial.sent()).isEqualTo("onetwo");
	}

	@Test
	@Breaks(Rule.WRITE_BLOCK)
	void nullIsWritten() {
		assertThat(this.trial.run((environ, start) -> {
			start.call("200 OK", List.of()).call(null);
			return Body.empty();
		})).isEqualTo(Rule.WRITE_BLOCK);
	}

	@Test
	@Keeps(Rule.WRITE_TIME)
	void aWriteOfNothingInTheIteration() {
		assertThat(this.trial.run((environ, start) -> {
			Write write = start.call("200 OK", List.of());
			return new TestBlocks("x").before(0, () -> write.call(Trial.bytes("")));
		})).isNull();
	}

	@Test
	@Breaks(Rule.WRITE_TIME)
	void aWriteInTheIteration() {
		assertThat(this.trial.run((environ, start) -> {
			Write write = start.call("200 OK", List.of());
			return new TestBlocks("x").before(0, () -> write.call(Trial.bytes("y")));
		})).isEqualTo(Rule.WRITE_TIME);
	}

	private Rule header(String name, String value) {
		return this.trial.run("200 OK", Body.empty(), Header.of(name, value));
	}

}
