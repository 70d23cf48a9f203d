package io.github.wsgi4j.web;

import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LineCharsetTests {

	/** Two that the JDK can read only, and two with another line feed of one byte. */
	@ParameterizedTest
	@ValueSource(strings = { "ISO-2022-CN", "x-JISAutoDetect", "IBM037", "IBM1047" })
	void aCharsetWithoutTheUsualLineFeedIsNotSupported(String charset) {
		Handler handler = (request) -> Response.text(request.lines().count() + " lines");
		assertThat(WsgiClient.of(handler)
			.post("/")
			.header("Content-Type", "text/plain; charset=" + charset)
			.body(new byte[] { 'a', 0x25, 'b' })
			.send()
			.code()).isEqualTo(415);
	}

}
