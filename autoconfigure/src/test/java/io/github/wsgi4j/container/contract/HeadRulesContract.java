package io.github.wsgi4j.container.contract;

import java.util.Arrays;
import java.util.List;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.wsgi4j.container.contract.Step.start;

/**
 * PEP 3333, The start_response() Callable: what is refused of a status and of headers. A
 * head is read before it matters what carries it, so one server shows the rules, and the
 * client without a server, which has them from elsewhere.
 */
public abstract class HeadRulesContract extends InterfaceContract {

	public HeadRulesContract(Subject subject) {
		super(subject);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "200", "200 ", "200OK", "200  OK", "20 OK", "2000 OK", "abc OK", " 200 OK", "200\tOK",
			"200 O\u0000K", "200 O\r\nK", "200 OK\n", "200 O\u007FK", "200 O\u0100K", "-20 OK", "100 Continue",
			"\u0662\u0660\u0660 OK" })
	void malformedStatusIsRefusedAtTheCall(String status) {
		assertRefused(start(status));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X A", "X:A", "X-A ", "X\u00E9", "X\r\nY", "X\u0000", "(X)", "X/Y" })
	void headerNameThatIsNoTokenIsRefusedAtTheCall(String name) {
		assertRefused(start("200 OK", Header.of(name, "x")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-B: 1", "a\nb", "a\rb", "a\u0000", "a\u001F", "a\u007F", "\u0100", "\u20AC" })
	void headerValueWithAControlCharacterOrBeyondLatin1IsRefusedAtTheCall(String value) {
		assertRefused(start("200 OK", Header.of("X-A", value)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "keep-alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer",
			"Trailers", "Transfer-Encoding", "upgrade", "Proxy-Connection" })
	void hopByHopHeadersAreRefusedAtTheCall(String name) {
		assertRefused(start("200 OK", Header.of(name, "x")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "+1", "1.0", "0x1", "1 1", " 1", "99999999999999999999" })
	void contentLengthThatIsNoNumberIsRefusedAtTheCall(String length) {
		assertRefused(start("200 OK", Header.of("Content-Length", length)));
	}

	@Test
	void twoContentLengthsThatDifferAreRefusedAtTheCall() {
		assertRefused(start("200 OK", Header.of("Content-Length", "1"), Header.of("content-length", "2")));
	}

	@Test
	void nullHeadersAndANullHeaderAreRefusedAtTheCall() {
		assertRefused(start("200 OK", (List<Header>) null));
		assertRefused(start("200 OK", Arrays.asList((Header) null)));
	}

}
