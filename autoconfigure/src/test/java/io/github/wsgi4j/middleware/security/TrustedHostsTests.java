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

class TrustedHostsTests {

	private final WsgiClient client = client(TrustedHosts.of("example.org", "*.sub.example.org", "port.example:8443",
			"https.example:443", "[::1]", "b\u00fccher.example", "127.0.0.1"));

	@ParameterizedTest
	@ValueSource(strings = { "example.org", "EXAMPLE.org", "example.org:80", "example.org:8080", "example.org:",
			"example.org.", "a.sub.example.org", "a.b.Sub.example.org:81", "port.example:8443", "[::1]", "[::1]:8080",
			"xn--bcher-kva.example", "127.0.0.1:8080" })
	void aRequestForAHostThatIsListedIsLetIn(String host) {
		assertThat(send(host).text()).isEqualTo("hello");
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.com", "evil.example.org", "sub.example.org", "example.org.evil.test",
			"evilsub.example.org", "evil.test:example.org", "example.org@evil.test", "evil.test/.sub.example.org",
			"evil.test%2f.sub.example.org", ".sub.example.org", "a,b.sub.example.org", "port.example",
			"port.example:443", "https.example", "[::2]", "example.org..", "example.org:x", " ", "*.sub.example.org" })
	void anotherIsRefused(String host) {
		WsgiResponse response = send(host);
		assertThat(response.status()).isEqualTo("400 Bad Request");
		assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(response.text()).doesNotContain("hello").doesNotContain("example");
	}

	@Test
	void theApplicationKnowsThatTheHostIsTrusted() {
		assertThat(send("example.org").environ()).containsEntry(Environ.HOST_TRUSTED, true);
		assertThat(send("example.com").environ()).doesNotContainKey(Environ.HOST_TRUSTED);
	}

	@Test
	void thePortOfTheSchemeNeedNotBeNamed() {
		assertThat(this.client.get("https://https.example/").send().code()).isEqualTo(200);
		assertThat(this.client.get("https://https.example:444/").send().code()).isEqualTo(400);
	}

	@ParameterizedTest
	@CsvSource({ "example.org, 200", "evil.test, 400", "::1, 200", "[::1], 200", "fe80::1%2, 400" })
	void withoutAHostThatOfTheServerCounts(String server, int code) {
		WsgiClient old = this.client.with((application) -> (environ, startResponse) -> {
			environ.remove("HTTP_HOST", "absent");
			return application.call(environ, startResponse);
		});
		for (String host : new String[] { "", "absent" }) {
			WsgiResponse response = old.get("/")
				.environ((environ) -> environ.variable("HTTP_HOST", host)
					.variable(Environ.SERVER_NAME, server)
					.variable(Environ.SERVER_PORT, "8080"))
				.send();
			assertThat(response.code()).isEqualTo(code);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "*.", "a b", "http://example.org", "example.org/", "a.*.org", "**.example.org",
			"example.org:x" })
	void whatIsNoHostCannotBeListed(String host) {
		assertThatIllegalArgumentException().isThrownBy(() -> TrustedHosts.of(host));
	}

	@Test
	void aHostHasToBeListed() {
		assertThatIllegalArgumentException().isThrownBy(TrustedHosts::of).withMessageContaining("At least one host");
	}

	private WsgiResponse send(String host) {
		return this.client.get("/").environ((environ) -> environ.variable("HTTP_HOST", host)).send();
	}

	private static WsgiClient client(TrustedHosts hosts) {
		return Between.validators(hosts, Between.text("hello"));
	}

}
