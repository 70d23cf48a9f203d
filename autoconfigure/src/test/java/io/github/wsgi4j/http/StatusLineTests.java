package io.github.wsgi4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StatusLineTests {

	@ParameterizedTest
	@CsvSource({ "200 OK, 200, OK", "404 Not Found, 404, Not Found", "999 Text, 999, Text", "299 1 2  3, 299, 1 2  3" })
	void hasACodeAndAReason(String status, int code, String reason) {
		assertThat(StatusLine.parse(status)).isEqualTo(new StatusLine(code, reason));
	}

	@Test
	void aReasonIsLatin1() {
		assertThat(StatusLine.parse("200 Tr\u00e8s bien").reason()).isEqualTo("Tr\u00e8s bien");
		assertThat(StatusLine.parse("200 \u00c3\u0085rhus").reason()).isEqualTo("\u00c3\u0085rhus");
		assertThatIllegalArgumentException().isThrownBy(() -> StatusLine.parse("200 \u20ac"));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "200", "200 ", "200  OK", " 200 OK", "20 OK", "2000 OK", "2x0 OK", "OK", "200\tOK",
			"200 OK\r\nX: y", "200 O\u0000K", "200 OK\u007f", "\u0662\u0660\u0660 OK" })
	void everythingElseIsRefused(String status) {
		assertThatIllegalArgumentException().isThrownBy(() -> StatusLine.parse(status))
			.withMessageContaining("status")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("\r", "\n", "\u0000"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "103 Early Hints", "000 Nothing" })
	void anInterimStatusIsRefused(String status) {
		assertThatIllegalArgumentException().isThrownBy(() -> StatusLine.parse(status)).withMessageContaining(status);
	}

	@ParameterizedTest
	@CsvSource({ "200, false", "201, false", "204, true", "205, true", "304, true", "404, false" })
	void someForbidABody(int code, boolean forbidsBody) {
		assertThat(new StatusLine(code, "Text").forbidsBody()).isEqualTo(forbidsBody);
	}

}
