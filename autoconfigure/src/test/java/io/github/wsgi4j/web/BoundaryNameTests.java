package io.github.wsgi4j.web;

import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BoundaryNameTests {

	/** The name of a parameter has no case: RFC 9110, section 5.6.6. */
	@ParameterizedTest
	@ValueSource(strings = { "Boundary=x y", "BOUNDARY=\"x y\"", "charset=utf-8; Boundary=\"x y\"" })
	void theNameOfTheBoundaryMayBeOfAnyCase(String parameters) {
		String body = "--x y\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--x y--\r\n";
		Handler handler = (request) -> Response.text(request.form("a"));
		assertThat(WsgiClient.of(handler)
			.post("/")
			.header("Content-Type", "multipart/form-data; " + parameters)
			.body(body.getBytes(StandardCharsets.US_ASCII))
			.send()
			.text()).isEqualTo("b");
	}

}
