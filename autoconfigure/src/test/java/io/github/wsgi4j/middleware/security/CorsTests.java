package io.github.wsgi4j.middleware.security;

import java.time.Duration;

import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CorsTests {

	private static final String PAGE = "https://page.example";

	private final Cors cors = Cors.allowing(PAGE, "https://*.example.org:8443", "null")
		.methods("GET", "PUT")
		.headers("X-One")
		.exposing("X-Two")
		.maxAge(Duration.ofMinutes(10));

	private final WsgiClient client = client(this.cors);

	@Test
	void aPageOfAnAllowedOriginMayRead() {
		WsgiResponse response = this.client.get("/").header("Origin", PAGE).send();
		assertThat(response.text()).isEqualTo("answer");
		assertThat(response.headers("Access-Control-Allow-Origin")).containsExactly(PAGE);
		assertThat(response.header("Access-Control-Expose-Headers")).isEqualTo("X-Two");
		assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example.org:8443, true", "https://a.b.example.org:8443, true", "null, true",
			"https://example.org:8443, false", "https://evilexample.org:8443, false", "https://a.example.org, false",
			"https://a.example.org:84430, false", "http://a.example.org:8443, false",
			"https://page.example.evil.test, false", "https://evil.test/https://page.example, false",
			"https://pageXexample, false", "https://evil.test?.example.org:8443, false",
			"https://.example.org:8443, false", "https://evil.test#a.example.org:8443, false",
			"HTTPS://PAGE.EXAMPLE, false" })
	void anOriginIsAllowedAsAWhole(String origin, boolean allowed) {
		WsgiResponse response = this.client.get("/").header("Origin", origin).send();
		assertThat(response.code()).isEqualTo(200);
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(allowed ? origin : null);
	}

	@ParameterizedTest
	@CsvSource({ "https://Example.ORG, https://example.org", "https://example.org:443, https://example.org",
			"HTTP://example.org:80, http://example.org", "https://*.Example.org:443, https://a.example.org" })
	void anOriginMayBeConfiguredInAnySpelling(String configured, String sent) {
		assertThat(client(Cors.allowing(configured)).get("/")
			.header("Origin", sent)
			.send()
			.header("Access-Control-Allow-Origin")).isEqualTo(sent);
	}

	@Test
	void allMethodsMayBeAllowed() {
		WsgiResponse response = client(Cors.allowing(PAGE).methods("*")).request("OPTIONS", "/")
			.header("Origin", PAGE)
			.header("Access-Control-Request-Method", "PURGE")
			.send();
		assertThat(response.code()).isEqualTo(204);
		assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("PURGE");
	}

	@Test
	void aCacheIsToldWhetherOrNotThereIsAnOrigin() {
		assertThat(this.client.get("/").send().headers("Vary")).containsExactly("Accept, Origin");
		assertThat(this.client.get("/").header("Origin", "https://evil.test").send().headers("Vary"))
			.containsExactly("Accept, Origin");
		WsgiResponse response = client(Cors.allowing("*")).get("/").send();
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(response.header("Vary")).isEqualTo("Accept");
	}

	@Test
	void aPreFlightIsAnsweredWithoutTheApplication() {
		WsgiResponse response = preFlight(PAGE, "PUT", "x-one");
		assertThat(response.status()).isEqualTo("204 No Content");
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
		assertThat(response.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
		assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("x-one");
		assertThat(response.header("Access-Control-Max-Age")).isEqualTo("600");
		assertThat(response.header("Vary"))
			.isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
	}

	@ParameterizedTest
	@CsvSource({ "https://evil.test, PUT, x-one", "https://page.example, DELETE, x-one",
			"https://page.example, put, x-one", "https://page.example, PUT, 'x-one, x-three'",
			"https://page.example, PUT, 'x one'" })
	void aPreFlightForMoreThanIsAllowedIsRefused(String origin, String method, String headers) {
		WsgiResponse response = preFlight(origin, method, headers);
		assertThat(response.code()).isEqualTo(403);
		assertThat(response.header("Access-Control-Allow-Methods")).isNull();
		assertThat(response.header("Vary")).contains("Origin");
	}

	@Test
	void otherOptionsReachTheApplication() {
		assertThat(this.client.request("OPTIONS", "/").header("Origin", PAGE).send().text()).isEqualTo("answer");
		assertThat(this.client.request("OPTIONS", "/").header("Access-Control-Request-Method", "PUT").send().text())
			.isEqualTo("answer");
	}

	@Test
	void credentialsAreForNamedOrigins() {
		WsgiResponse response = client(this.cors.withCredentials()).get("/").header("Origin", PAGE).send();
		assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
		assertThatIllegalArgumentException().isThrownBy(() -> Cors.allowing("*").withCredentials());
		assertThatIllegalArgumentException().isThrownBy(() -> Cors.allowing(PAGE, "*").withCredentials());
	}

	@Test
	void whatTheApplicationSaysItselfStays() {
		WsgiResponse response = Between
			.validators(this.cors, Between.text("", "Access-Control-Allow-Origin", "https://own.example"))
			.get("/")
			.header("Origin", PAGE)
			.send();
		assertThat(response.headers("Access-Control-Allow-Origin")).containsExactly("https://own.example");
	}

	@Test
	void allHeadersMayBeAllowed() {
		WsgiResponse response = client(Cors.allowing("*").headers("*")).request("OPTIONS", "/")
			.header("Origin", PAGE)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "a,b")
			.send();
		assertThat(response.code()).isEqualTo(204);
		assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo("*");
		assertThat(response.header("Access-Control-Allow-Headers")).isEqualTo("a, b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://page.example/", "page.example", "https://*", "https://a.*.example",
			"https://a*.b", "", "https://page.example:x" })
	void whatIsNoOriginIsRefused(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cors.allowing(origin)).withMessageContaining("origin");
	}

	@Test
	void whatCannotBeSentIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cors.methods("GET", "P T"))
			.withMessageContaining("method 'P T'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.cors.exposing("X-One\n"))
			.withMessageContaining("header 'X-One?'");
	}

	@Test
	void noOriginAtAllIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(Cors::allowing);
	}

	private WsgiResponse preFlight(String origin, String method, String headers) {
		return this.client.request("OPTIONS", "/")
			.header("Origin", origin)
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", headers)
			.send();
	}

	private static WsgiClient client(Cors cors) {
		return Between.validators(cors, Between.text("answer", "Vary", "Accept"));
	}

}
