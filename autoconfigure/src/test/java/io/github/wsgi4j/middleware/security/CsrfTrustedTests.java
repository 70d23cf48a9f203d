package io.github.wsgi4j.middleware.security;

import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Other origins are written as for {@link Cors}.
 */
class CsrfTrustedTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://App.example", "https://app.example:443", "https://*.example" })
	void anOriginMayBeWrittenAsForCors(String trusted) {
		WsgiClient client = WsgiClient
			.of(SessionCookie.signedWith("k".repeat(32)).wrap(new Csrf().trusting(trusted).wrap((environ, start) -> {
				start.call("200 OK", List.of());
				return Body.text(Csrf.token(environ));
			})))
			.withCookies();
		String token = client.get("/").send().text();
		assertThat(client.post("/")
			.header("Origin", "https://app.example")
			.header("Sec-Fetch-Site", "cross-site")
			.header("X-CSRF-Token", token)
			.send()
			.code()).isEqualTo(200);
	}

	@Test
	void whatIsNoOriginIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Csrf().trusting("app.example"))
			.withMessageContaining("is not an origin");
		assertThatIllegalArgumentException().isThrownBy(() -> new Csrf().trusting("https://app.example/"));
	}

}
