package io.github.wsgi4j.test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.web.Handler;
import io.github.wsgi4j.web.Request;
import io.github.wsgi4j.web.Response;
import io.github.wsgi4j.web.Upload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a client sends, as the framework reads it.
 */
class RequestBodyTests {

	private final WsgiClient client = WsgiClient.of((Handler) RequestBodyTests::form);

	private static Response form(Request request) throws Exception {
		StringBuilder read = new StringBuilder(request.query().toMap() + " " + request.form().toMap());
		for (Upload upload : request.uploads()) {
			read.append(' ')
				.append(upload.name())
				.append('/')
				.append(upload.filename())
				.append('/')
				.append(upload.contentType().orElse(""))
				.append('/')
				.append(new String(upload.stream().readAllBytes(), StandardCharsets.UTF_8));
		}
		return Response.text(read.toString());
	}

	@Test
	void fieldsOfAFormMayBeRepeated() {
		assertThat(this.client.post("/?a=0")
			.query("a", "1 & 2")
			.query("é", "=")
			.form(Map.of("title", "Milk & eggs"))
			.field("tag", "new")
			.field("tag", "caf\u00E9")
			.send()
			.text()).isEqualTo("{a=[0, 1 & 2], \u00E9=[=]} {title=[Milk & eggs], tag=[new, caf\u00E9]}");
		assertThat(this.client.post("/").query("b", "1").form(Map.of()).send().text()).isEqualTo("{b=[1]} {}");
	}

	@Test
	void uploadMakesTheFormMultipart() {
		WsgiRequest request = this.client.post("/")
			.field("title", "caf\u00E9")
			.upload("file", "notes.txt", Calls.bytes("one\r\n--two"))
			.upload("file", "data", "application/x-data", new byte[0]);
		String read = "{} {title=[caf\u00E9]} file/notes.txt/text/plain; charset=utf-8/one\r\n--two file/data/application/x-data/";
		assertThat(request.send().text()).isEqualTo(read);
		assertThat(request.send().text()).isEqualTo(read);
	}

	@Test
	void nameOfAFileCannotEndItsHeader() {
		WsgiResponse response = this.client.post("/").upload("a\"b", "c\r\nd", "text/plain", Calls.bytes("x")).send();
		assertThat(response.text()).isEqualTo("{} {} a\"b/c\r\nd/text/plain/x");
	}

	@Test
	void jsonIsWrittenAndRead() {
		WsgiClient echo = WsgiClient
			.of((Handler) (request) -> Response.json(Map.of("got", request.json(Map.class), "is", request.isJson())));
		WsgiResponse response = echo.post("/").json(Map.of("id", 1, "tags", List.of("a"))).send();
		assertThat(response.json()).isEqualTo(Map.of("got", Map.of("id", 1, "tags", List.of("a")), "is", true));
		assertThat(response.json(Got.class).is()).isTrue();
	}

	record Got(Map<String, Object> got, boolean is) {
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
	void methodsHaveNames(String method) {
		WsgiClient client = WsgiClient.of((environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-Method", Environ.get(environ, Environ.REQUEST_METHOD))));
			return Body.empty();
		});
		WsgiRequest request = switch (method) {
			case "GET" -> client.get("/");
			case "HEAD" -> client.head("/");
			case "POST" -> client.post("/");
			case "PUT" -> client.put("/");
			case "PATCH" -> client.patch("/");
			case "DELETE" -> client.delete("/");
			default -> client.options("/");
		};
		assertThat(request.send().header("X-Method")).isEqualTo(method);
	}

	@Test
	void cookieOfARequestIsChecked() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.get("/").cookie("a", "1\n"));
	}

}
