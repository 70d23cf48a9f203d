package io.github.wsgi4j.middleware.security;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.middleware.Trial;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BasicAuthTests {

	private final WsgiClient client = client(BasicAuth.of("a \"realm\"", "J\u00f6rg", "p\u00e4ss:word"));

	@Test
	void theRightUserComesIn() {
		WsgiResponse response = send("Basic " + encode("J\u00f6rg:p\u00e4ss:word", StandardCharsets.UTF_8));
		assertThat(response.text()).isEqualTo("J\u00f6rg by Basic");
		assertThat(send("bAsIc  " + encode("J\u00f6rg:p\u00e4ss:word", StandardCharsets.UTF_8)).code()).isEqualTo(200);
	}

	@Test
	void theSameTextInAnotherFormIsTheSame() {
		assertThat(send("Basic " + encode("Jo\u0308rg:pa\u0308ss:word", StandardCharsets.UTF_8)).code()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "J\u00f6rg:", ":p\u00e4ss:word", "J\u00f6rg", "", "J\u00f6rg:pass:word",
			"joerg:p\u00e4ss:word", "J\u00f6rg:p\u00e4ss:wor", "J\u00f6rg:p\u00e4ss:word\n" })
	void whoIsNotTheUserDoesNot(String credentials) {
		assertThat(send("Basic " + encode(credentials, StandardCharsets.UTF_8)).code()).isEqualTo(401);
	}

	@Test
	void bytesThatAreNoUtf8AreRefused() {
		assertThat(send("Basic " + encode("J\u00f6rg:p\u00e4ss:word", StandardCharsets.ISO_8859_1)).code())
			.isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Basic", "Basic ", "Basic !!!!", "Bearer abc", "Basic QQ", "BasicSsO2cmc6" })
	void whatIsMalformedIsRefused(String header) {
		assertThat(send(header).code()).isEqualTo(401);
	}

	@Test
	void theChallengeQuotesTheRealm() {
		WsgiResponse response = this.client.get("/").send();
		assertThat(response.status()).isEqualTo("401 Unauthorized");
		assertThat(response.header("WWW-Authenticate")).isEqualTo("Basic realm=\"a \\\"realm\\\"\", charset=\"UTF-8\"");
	}

	@Test
	void theUserIsAsConfiguredHoweverTheClientComposesIt() {
		WsgiClient client = client(BasicAuth.of("realm", "caf\u00e9", "secret"));
		assertThat(client.get("/")
			.header("Authorization", "Basic " + encode("cafe\u0301:secret", StandardCharsets.UTF_8))
			.send()
			.text()).isEqualTo("caf\u00e9 by Basic");
	}

	@Test
	void aPredicateDecides() {
		WsgiClient client = client(BasicAuth.of("realm", (user, password) -> password.equals(user + "!")));
		assertThat(client.get("/")
			.header("Authorization", "Basic " + encode("me:me!", StandardCharsets.UTF_8))
			.send()
			.text()).isEqualTo("me by Basic");
	}

	@ParameterizedTest
	@CsvSource({ "'', secret", "user, ''", "us:er, secret" })
	void withoutAUserOrAPasswordItIsNot(String user, String password) {
		assertThatIllegalArgumentException().isThrownBy(() -> BasicAuth.of("realm", user, password));
	}

	@Test
	void aRealmThatCannotBeSentIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> BasicAuth.of("a\nb", "user", "secret"));
	}

	@Test
	void authoritiesOfAnotherUserAreNotThoseOfThisOne() {
		WsgiClient client = WsgiClient.of(BasicAuth.of("realm", "user", "secret").wrap((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.text(String.valueOf(environ.get(Environ.AUTHORITIES)));
		})).environ((environ) -> environ.variable(Environ.AUTHORITIES, "ROLE_ADMIN"));
		assertThat(client.get("/")
			.header("Authorization", "Basic " + encode("user:secret", StandardCharsets.UTF_8))
			.send()
			.text()).isEqualTo("null");
	}

	private WsgiResponse send(String authorization) {
		return this.client.get("/").header("Authorization", authorization).send();
	}

	private static WsgiClient client(BasicAuth auth) {
		return Between.validators(auth, (environ, startResponse) -> {
			startResponse.call("200 OK", Between.headers());
			String user = (String) environ.get("REMOTE_USER");
			return Body.of(user.getBytes(StandardCharsets.ISO_8859_1), Trial.bytes(" by " + environ.get("AUTH_TYPE")));
		});
	}

	private static String encode(String credentials, Charset charset) {
		return Base64.getEncoder().encodeToString(credentials.getBytes(charset));
	}

}
