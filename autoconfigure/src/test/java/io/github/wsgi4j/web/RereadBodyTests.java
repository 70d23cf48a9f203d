package io.github.wsgi4j.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a body that was refused is not another body.
 */
class RereadBodyTests {

	private static final String FIELD = "\r\n--x\r\nContent-Disposition: form-data; name=role\r\n\r\n";

	@Test
	void aTextThatIsTooLargeIsNotReadFromItsMiddle() {
		Handler handler = afterText((request) -> Response.text("again " + request.text().length()));
		byte[] body = new byte[(1 << 20) + 100_000];
		assertThat(chunked(handler, "text/plain", body).send().code()).isEqualTo(413);
	}

	@Test
	void aTextThatIsTooLargeIsNoForm() {
		Handler handler = afterText((request) -> Response.text("form " + request.form().names()));
		String body = "x".repeat(1 << 20) + "&role=admin&".repeat(2000);
		assertThat(
				chunked(handler, "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.US_ASCII)).send()
					.code())
			.isEqualTo(413);
	}

	@Test
	void theRestOfATextThatIsTooLargeHasNoLines() {
		Handler handler = afterText((request) -> Response.text("lines " + request.lines().count()));
		byte[] body = "x\n".repeat((1 << 19) + 50_000).getBytes(StandardCharsets.US_ASCII);
		assertThat(chunked(handler, "text/plain", body).send().code()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "form-data; name=f; filename=f", "malformed" })
	void theRestOfARefusedFormIsNoForm(String disposition) {
		Handler handler = (request) -> {
			try {
				return Response.text("first " + request.form().all("role"));
			}
			catch (HttpException ex) {
				return Response.text("second " + request.form().all("role"));
			}
		};
		String form = FIELD + "user\r\n--x\r\nContent-Disposition: " + disposition + "\r\n\r\n" + "z".repeat(20000)
				+ FIELD + "admin\r\n--x--\r\n";
		Application limited = Limits.defaults().withUploads(1000, 1 << 20, 100).wrap(handler);
		int code = WsgiClient.of(limited)
			.post("/")
			.header("Content-Type", "multipart/form-data; boundary=x")
			.body(form.getBytes(StandardCharsets.US_ASCII))
			.send()
			.code();
		assertThat(code).isIn(400, 413);
	}

	private static Handler afterText(Handler second) {
		return (request) -> {
			try {
				return Response.text(request.text());
			}
			catch (HttpException ex) {
				return second.handle(request);
			}
		};
	}

	private static WsgiRequest chunked(Handler handler, String type, byte[] body) {
		return WsgiClient.of(handler).post("/").header("Content-Type", type).body(new ByteArrayInputStream(body));
	}

}
