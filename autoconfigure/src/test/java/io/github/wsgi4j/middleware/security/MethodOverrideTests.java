package io.github.wsgi4j.middleware.security;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.CutShortInput;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MethodOverrideTests {

	private static final String HEADER = "X-HTTP-Method-Override";

	private static final Application SHOW = (environ, startResponse) -> {
		byte[] body = Environ.input(environ).readAllBytes();
		startResponse.call("200 OK", List.of());
		return Body.of((environ.get(Environ.REQUEST_METHOD) + " ").getBytes(StandardCharsets.UTF_8), body);
	};

	private final WsgiClient client = Between.validators(new MethodOverride(), SHOW);

	@ParameterizedTest
	@CsvSource({ "POST, PUT, PUT", "POST, patch, PATCH", "POST, DELETE, DELETE", "POST, GET, POST", "POST, HEAD, POST",
			"POST, CONNECT, POST", "POST, nonsense, POST", "GET, DELETE, GET", "PUT, DELETE, PUT" })
	void theHeaderNamesAMethod(String sent, String named, String seen) {
		WsgiResponse response = this.client.request(sent, "/").header(HEADER, named).send();
		assertThat(response.text()).isEqualTo(seen + " ");
		assertThat(response.environ().get(MethodOverride.ORIGINAL_METHOD)).isEqualTo(sent.equals(seen) ? null : sent);
	}

	@ParameterizedTest
	@CsvSource({ "_method=delete, DELETE", "a=b&_method=PUT&_method=PATCH, PUT", "%5Fmethod=P%55T, PUT",
			"_method, POST", "_method=%zz, POST", "x_method=PUT, POST", "_METHOD=PUT, POST" })
	void theQueryNamesAMethod(String query, String seen) {
		assertThat(post("/?" + query, Map.of()).send().text()).startsWith(seen + " ");
	}

	@Test
	void theFormNamesAMethodAndStaysWhole() {
		assertThat(post("/", Map.of("_method", "delete")).send().text()).isEqualTo("DELETE _method=delete");
	}

	@Test
	void theHeaderComesFirst() {
		assertThat(post("/?_method=PATCH", Map.of("_method", "DELETE")).header(HEADER, "PUT").send().text())
			.isEqualTo("PUT _method=DELETE");
		assertThat(post("/?_method=PATCH", Map.of("_method", "DELETE")).send().text())
			.isEqualTo("PATCH _method=DELETE");
	}

	@Test
	void aFormOfUnknownLengthIsLookedAt() {
		assertThat(this.client.post("/")
			.header("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=utf-8")
			.body(new ByteArrayInputStream("_method=PUT&a=b".getBytes(StandardCharsets.UTF_8)))
			.send()
			.text()).isEqualTo("PUT _method=PUT&a=b");
	}

	@Test
	void aLongFormStaysWhole() {
		String fields = "_method=PUT&a=" + "b".repeat(100_000);
		assertThat(form(fields).send().text()).isEqualTo("PUT " + fields);
		String later = "a=" + "b".repeat(100_000) + "&_method=PUT";
		assertThat(form(later).send().text()).isEqualTo("POST " + later);
	}

	@Test
	void aFieldThatIsCutIsNotRead() {
		String cut = "a=" + "b".repeat(64 * 1024 - "a=&_method=PUT".length()) + "&_method=PUTTER";
		assertThat(form(cut).send().text()).isEqualTo("POST " + cut);
	}

	@Test
	void anotherBodyIsNotReadByIt() {
		assertThat(this.client.post("/").text("_method=PUT").send().text()).isEqualTo("POST _method=PUT");
	}

	@Test
	void theApplicationSeesTheFailureOfTheInput() {
		WsgiResponse response = Between.validators(new MethodOverride(), (environ, startResponse) -> {
			Input input = (Input) environ.get(Environ.WSGI_INPUT);
			startResponse.call("200 OK", List.of());
			byte[] begin = input.readNBytes(11);
			try {
				input.readAllBytes();
				return Body.text("ended");
			}
			catch (IOException ex) {
				return Body.text(environ.get(Environ.REQUEST_METHOD) + " " + new String(begin, StandardCharsets.UTF_8)
						+ " " + ex.getMessage());
			}
		})
			.post("/")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(CutShortInput.after("_method=PUT&x"))
			.send();
		assertThat(response.text()).isEqualTo("PUT _method=PUT cut short");
	}

	@Test
	void anInputWithoutAnEndIsNotRead() throws Exception {
		Map<String, Object> environ = EnvironBuilder.of("POST", "/")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(new ByteArrayInputStream("_method=PUT".getBytes(StandardCharsets.UTF_8)))
			.build();
		environ.remove(Environ.WSGI_INPUT_TERMINATED);
		Object input = environ.get(Environ.WSGI_INPUT);
		new MethodOverride().wrap((seen, startResponse) -> Body.empty()).call(environ, (status, headers, ex) -> null);
		assertThat(environ).containsEntry(Environ.WSGI_INPUT, input).containsEntry(Environ.REQUEST_METHOD, "POST");
	}

	private WsgiRequest post(String target, Map<String, String> fields) {
		return this.client.post(target).form(fields);
	}

	private WsgiRequest form(String fields) {
		return this.client.post("/")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.body(fields.getBytes(StandardCharsets.UTF_8));
	}

}
