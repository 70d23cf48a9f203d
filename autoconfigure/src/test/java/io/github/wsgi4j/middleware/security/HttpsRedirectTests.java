package io.github.wsgi4j.middleware.security;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HttpsRedirectTests {

	private final HttpsRedirect redirect = new HttpsRedirect();

	@ParameterizedTest
	@CsvSource({ "http://example.org/a/b?c=%C3%A4&d, https://example.org/a/b?c=%C3%A4&d",
			"http://example.org:8080/, https://example.org/", "http://[::1]:80/, https://[::1]/",
			"http://example.org/%C3%A4%2Fb%20c%3F, https://example.org/%C3%A4%2Fb%20c%3F",
			"http://example.org//evil.test/, https://example.org//evil.test/" })
	void aPlainRequestIsSentToHttps(String target, String location) {
		WsgiResponse response = client(this.redirect).get(target).send();
		assertThat(response.status()).isEqualTo("308 Permanent Redirect");
		assertThat(response.header("Location")).isEqualTo(location);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void theMethodDoesNotMatter() {
		assertThat(client(this.redirect).post("/").text("body").send().code()).isEqualTo(308);
		assertThat(client(this.redirect).head("/").send().header("Location")).isEqualTo("https://localhost/");
	}

	@Test
	void aRequestOverHttpsIsNot() {
		assertThat(client(this.redirect).get("https://example.org/").send().text()).isEqualTo("hello");
	}

	@Test
	void thePortMayBeAnother() {
		assertThat(client(this.redirect.port(8443)).get("http://example.org:8080/a").send().header("Location"))
			.isEqualTo("https://example.org:8443/a");
	}

	@Test
	void theMountIsInTheLocation() {
		assertThat(client(this.redirect).environ((environ) -> environ.scriptName("/shop"))
			.get("/shop/cart")
			.send()
			.header("Location")).isEqualTo("https://localhost/shop/cart");
	}

	@ParameterizedTest
	@CsvSource({ "/health, 200", "/health/live, 200", "/health/, 200", "/healthy, 308", "/health%2Flive, 308", "/, 308",
			"/a/health, 308", "/%C3%A4/b, 200" })
	void somePathsMayBeExempt(String target, int code) {
		assertThat(client(this.redirect.except("/health", "/\u00e4/").port(8443)).get(target).send().code())
			.isEqualTo(code);
	}

	@Test
	void allPathsMayBeExempt() {
		assertThat(client(this.redirect.except("/")).get("/a").send().code()).isEqualTo(200);
	}

	@Test
	void withoutAHostThatOfTheServerCounts() {
		assertThat(withServer("::1").header("Location")).isEqualTo("https://[::1]/");
		assertThat(withServer("fe80::1%2").code()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "*, https://localhost", "@evil.test, https://localhost", ".evil.test, https://localhost",
			"'', https://localhost?q" })
	void aPathWithoutASlashIsNoPartOfTheHost(String path, String location) {
		assertThat(client(this.redirect).withoutValidation()
			.get("/?q")
			.environ((environ) -> environ.variable(Environ.PATH_INFO, path))
			.send()
			.header("Location")).isEqualTo(location);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 65536 })
	void aPortIsOne(int port) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.redirect.port(port));
	}

	@Test
	void aPathStartsWithASlash() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.redirect.except("health"));
	}

	private WsgiResponse withServer(String name) {
		return client(this.redirect).withoutValidation()
			.get("/")
			.environ((environ) -> environ.variable("HTTP_HOST", "").variable(Environ.SERVER_NAME, name))
			.send();
	}

	private static WsgiClient client(HttpsRedirect redirect) {
		return Between.validators(redirect, Between.text("hello"));
	}

}
