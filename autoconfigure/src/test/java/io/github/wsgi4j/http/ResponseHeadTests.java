package io.github.wsgi4j.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.wsgi4j.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResponseHeadTests {

	@Test
	void keepsTheHeadersInTheirOrder() {
		List<Header> headers = List.of(Header.of("B", "1"), Header.of("a", "2"), Header.of("B", ""));
		ResponseHead head = ResponseHead.parse("201 Created", headers);
		assertThat(head.status()).isEqualTo(new StatusLine(201, "Created"));
		assertThat(head.headers()).isEqualTo(headers);
		assertThat(head.contentLength()).isEqualTo(-1);
	}

	@Test
	void laterChangesOfTheListAreNotSeen() {
		List<Header> headers = new ArrayList<>(List.of(Header.of("A", "1")));
		ResponseHead head = ResponseHead.parse("200 OK", headers);
		headers.add(Header.of("Not a token", "2"));
		assertThat(head.headers()).hasSize(1);
	}

	@Test
	void anyIterableWillDo() {
		Iterable<Header> headers = () -> List.of(Header.of("A", "1")).iterator();
		assertThat(ResponseHead.parse("200 OK", headers).headers()).hasSize(1);
	}

	@Test
	void nullIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.parse("200 OK", null));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ResponseHead.parse("200 OK", Collections.singletonList(null)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-A", "x_a", "!#$%&'*+-.^_`|~09azAZ" })
	void aNameIsAToken(String name) {
		assertThat(parse(name, "value").headers()).containsExactly(Header.of(name, "value"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "X A", "X:", "X\r\nY", "X\u0000", "\u00fc", "(X)", "X\u20ac", "\ud83d\ude00" })
	void aNameThatIsNoTokenIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(name, "value"))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\r", "\n"));
	}

	@Test
	void aValueIsLatin1() {
		assertThat(parse("A", "caf\u00e9 ~ \u0080\u00ff").headers()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nb: c", "a\nb", "a\rb", "a\u0000", "a\tb", "a\u007f", "\u0100", "\u20ac" })
	void aValueThatCannotBeSentIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("A", value))
			.withMessageContaining("'A'")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\r", "\n"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailers",
			"Trailer", "Transfer-Encoding", "UPGRADE", "proxy-connection" })
	void hopByHopIsRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(name, "x")).withMessageContaining("hop-by-hop");
	}

	@Test
	void findsTheContentLength() {
		assertThat(parse("content-LENGTH", "0").contentLength()).isZero();
		assertThat(parse("Content-Length", "5000000000").contentLength()).isEqualTo(5_000_000_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "+1", "1.0", "1 ", "0x10", "ten", "1, 1", "99999999999999999999", "\u0661" })
	void aContentLengthIsANumber(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("Content-Length", value));
	}

	@Test
	void twoContentLengthsMustAgree() {
		Header one = Header.of("Content-Length", "1");
		Header two = Header.of("Content-Length", "2");
		assertThat(ResponseHead.parse("200 OK", List.of(one, one)).contentLength()).isOne();
		assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.parse("200 OK", List.of(one, two)))
			.withMessageContaining("1 and 2");
	}

	private static ResponseHead parse(String name, String value) {
		return ResponseHead.parse("200 OK", List.of(Header.of(name, value)));
	}

}
