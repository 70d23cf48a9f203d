package io.github.wsgi4j.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.test.EnvironBuilder;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiRequest;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NegotiationTests {

	private final Router router = Router.builder()
		.get("/", (request) -> request.negotiate(Response.json(Map.of("a", 1)), Response.html("<p>")))
		.get("/versions",
				(request) -> request.negotiate(Response.json(1).type("application/vnd.shop+json; version=2"),
						Response.json(2).type("application/vnd.shop+json;version=\"1\"")))
		.get("/greeting", NegotiationTests::greeting)
		.get("/both", (request) -> greeting(request).vary("Cookie", "accept"))
		.get("/old", (request) -> greeting(request).lastModified(Instant.EPOCH))
		.get("/languages", (request) -> Response.text(request.languages().toString()))
		.get("/error", (request) -> {
			throw new HttpException(410, request.language("gone", "weg"));
		})
		.error(404, (exception, request) -> request.negotiate(Response.json(404), Response.html("none")).status(404))
		.build();

	private final WsgiClient client = WsgiClient.of(this.router);

	private static Response greeting(Request request) {
		String language = request.language("en", "de");
		return request.negotiate(Response.text(language.equals("de") ? "Hallo" : "Hello"), Response.json(language));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
			-                                                            | a/b c/d | a/b
			``                                                           | a/b c/d | a/b
			*/*                                                          | a/b c/d | a/b
			c/d                                                          | a/b c/d | c/d
			C/D                                                          | a/b c/d | c/d
			c/*                                                          | a/b c/d | c/d
			a/b;q=0.5, c/d                                               | a/b c/d | c/d
			a/b;q=0.5, c/d;q=0.51                                        | a/b c/d | c/d
			a/b;Q=0.5, c/d;q=0.51                                        | a/b c/d | c/d
			c/d, a/b                                                     | a/b c/d | a/b
			c/d, */*                                                     | a/b c/d | c/d
			c/*, */*                                                     | a/b c/d | c/d
			*/*, c/d;q=0.9                                               | a/b c/d | a/b
			a/b;q=0, */*                                                 | a/b c/d | c/d
			a/*;q=0.3, a/b;q=0.8, */*;q=0.5                              | c/d a/b | a/b
			*/*;q=1, a/*;q=0.2                                           | a/b c/d | c/d
			*/*;q=0                                                      | a/b c/d | -
			x/y                                                          | a/b c/d | -
			a/b;q=0                                                      | a/b     | -
			a/b;v=1                                                      | a/b     | -
			a/b;v=1                                                      | a/b;v=2 | -
			a/b;v=1                                                      | a/b;V="1" | a/b;V="1"
			a/b;q=0.1, a/b;v=1;q=0.9, c/d;q=0.5                          | c/d a/b a/b;v=1 | a/b;v=1
			a/b;charset=UTF-8                                            | a/b;charset=utf-8 | a/b;charset=utf-8
			a/b;charset=UTF-8                                            | a/b c/d | a/b
			a/b;charset=latin1                                           | a/b;charset=utf-8 | -
			a/*+json                                                     | a/b a/c+json | a/c+json
			text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | application/json text/html | text/html
			application/json, text/plain, */*                            | text/html application/json | application/json
			text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2         | a/b     | a/b
			nonsense, c/d                                                | a/b c/d | c/d
			nonsense                                                     | a/b c/d | a/b
			c/d;q=2                                                      | a/b c/d | a/b
			c/d;x="a,b;q=0", a/b                                         | c/d a/b | a/b
			""")
	void typesByThePreferencesOfTheClient(String accept, String offers, String best) {
		Request request = request("HTTP_ACCEPT", accept);
		assertThat(request.accepts(offers.split(" ")).orElse(null)).isEqualTo(best);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
			-                        | en de    | en
			``                       | en de    | en
			*                        | en de    | en
			de                       | en de    | de
			DE                       | en de    | de
			de-CH                    | en de    | de
			de-CH, en;q=0.5          | en de    | de
			zh-Hant-TW               | en zh-Hant zh | zh-Hant
			en;q=0.5, de;q=0.8       | en de    | de
			fr, it                   | en de    | en
			de                       | en de-AT | de-AT
			de, en                   | fr de-AT en | en
			iw                       | en he    | he
			en;q=0, *                | en de    | de
			en;q=0                   | en de    | de
			en;q=0, de;q=0           | en de    | en
			*;q=0                    | en de    | en
			de,, ,                   | en de    | de
			en_US, de                | en de    | de
			de;q=7                   | en de    | en
			de, *;q=0.1              | en de-AT | de-AT
			-;q=1                    | en de    | en
			`-, de`                  | en de    | de
			*, =, accept-language:de | en de    | de
			en;q=0.5, iw             | en he    | he
			""")
	void languagesByThePreferencesOfTheClient(String accept, String offers, String best) {
		Request request = request("HTTP_ACCEPT_LANGUAGE", accept);
		String[] tags = offers.split(" ", 2);
		assertThat(request.language(tags[0], tags[1].split(" "))).isEqualTo(best);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
			-                                     | ``
			``                                    | ``
			en;q=0.5, de-CH, fr;q=0, *;q=0.1, de-CH | de_CH en
			-, *-CH, de                           | de
			""")
	void languagesOfTheClient(String accept, String languages) {
		assertThat(request("HTTP_ACCEPT_LANGUAGE", accept).languages().stream().map(Locale::toString))
			.containsExactly(languages.isEmpty() ? new String[0] : languages.split(" "));
	}

	@Test
	void aListThatNoBrowserSendsIsNotRead() {
		Request request = request("HTTP_ACCEPT_LANGUAGE", "de," + "x".repeat(1000));
		assertThat(request.language("en", "de")).isEqualTo("en");
		assertThat(request.languages()).isEmpty();
	}

	@Test
	void theResponseIsTheOneThatTheClientPrefers() {
		WsgiResponse json = this.client.get("/").send();
		assertThat(json.text()).isEqualTo("{\"a\":1}");
		assertThat(json.header("Vary")).isEqualTo("Accept");
		WsgiResponse html = accept(this.client.get("/"), "text/html").send();
		assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
		assertThat(html.header("Vary")).isEqualTo("Accept");
		WsgiResponse head = accept(this.client.request("HEAD", "/"), "text/html").send();
		assertThat(head.headers()).isEqualTo(html.headers());
		assertThat(accept(this.client.get("/versions"), "application/vnd.shop+json;version=1").send().text())
			.isEqualTo("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "image/png", "*/*;q=0" })
	void nothingAcceptableIsRefused(String accept) {
		WsgiResponse response = accept(this.client.get("/"), accept).send();
		assertThat(response.status()).isEqualTo("406 Not Acceptable");
		assertThat(response.header("Vary")).isEqualTo("Accept");
		assertThat(response.text()).isEqualTo("Available types: application/json, text/html; charset=utf-8\n");
	}

	@Test
	void anErrorIsNotRefused() {
		WsgiResponse response = accept(this.client.get("/none"), "image/png").send();
		assertThat(response.status()).isEqualTo("404 Not Found");
		assertThat(response.text()).isEqualTo("404");
		assertThat(response.header("Vary")).isEqualTo("Accept");
		assertThat(accept(this.client.get("/none"), "text/html").send().text()).isEqualTo("none");
	}

	@Test
	void varyNamesAllThatWasAskedFor() {
		WsgiResponse german = this.client.get("/greeting").header("Accept-Language", "de").send();
		assertThat(german.text()).isEqualTo("Hallo");
		assertThat(german.header("Vary")).isEqualTo("Accept-Language, Accept");
		assertThat(this.client.get("/both").send().header("Vary")).isEqualTo("Cookie, accept, Accept-Language");
		WsgiResponse unmodified = this.client.get("/old")
			.header("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
			.send();
		assertThat(unmodified.code()).isEqualTo(304);
		assertThat(unmodified.header("Vary")).isEqualTo("Accept-Language, Accept");
		assertThat(this.client.get("/languages").send().header("Vary")).isEqualTo("Accept-Language");
		assertThat(this.client.get("/error").send().header("Vary")).isEqualTo("Accept, Accept-Language");
	}

	@Test
	void anotherApplicationThatWasChosenVariesToo() {
		Application plain = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("Content-Type", "text/csv"), Header.of("vary", "Cookie")));
			return Body.text("a");
		};
		Handler handler = (request) -> request.accepts("text/csv").isPresent() ? plain : Response.text("a");
		WsgiClient routed = WsgiClient.of(Router.builder()
			.get("/", handler)
			.get("/plain", (request) -> plain)
			.error(404, (exception, request) -> request.accepts("text/csv").isPresent() ? plain : Response.empty(404))
			.build());
		assertThat(routed.get("/").send().headers("Vary")).containsExactly("Cookie, Accept");
		assertThat(routed.get("/none").send().headers("Vary")).containsExactly("Cookie, Accept");
		assertThat(routed.get("/plain").send().headers("Vary")).containsExactly("Cookie");
		assertThat(WsgiClient.of(handler).get("/").send().headers("Vary")).containsExactly("Cookie, Accept");
	}

	@Test
	@Timeout(20)
	void aHeaderOfManyTypesCostsNoTime() {
		String many = IntStream.range(0, 600).mapToObj((i) -> "a/b" + i + "+json;v=1").collect(Collectors.joining(","));
		for (int i = 0; i < 200; i++) {
			assertThat(accept(this.client.get("/error"), many).send().code()).isEqualTo(410);
		}
	}

	@Test
	void offersHaveTypes() {
		Request request = request("HTTP_ACCEPT", null);
		assertThatIllegalArgumentException().isThrownBy(() -> request.negotiate(Response.empty(204)));
		assertThatIllegalArgumentException().isThrownBy(() -> request.accepts("html"));
	}

	private static Request request(String variable, String value) {
		Map<String, Object> environ = EnvironBuilder.of("GET", "/").build();
		if (value != null) {
			environ.put(variable, value);
		}
		return Request.of(environ);
	}

	private static WsgiRequest accept(WsgiRequest request, String accept) {
		return request.header("Accept", accept);
	}

}
