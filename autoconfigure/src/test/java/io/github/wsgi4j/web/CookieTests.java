package io.github.wsgi4j.web;

import java.time.Duration;
import java.time.Instant;

import io.github.wsgi4j.SameSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CookieTests {

	@Test
	void allAttributes() {
		Cookie cookie = Cookie.of("id", "a=b")
			.maxAge(Duration.ofDays(1))
			.domain("example.org")
			.path("/app")
			.httpOnly(false)
			.sameSite(SameSite.NONE);
		assertThat(cookie).hasToString("id=a=b; Max-Age=86400; Domain=example.org; Path=/app; Secure; SameSite=None");
	}

	@Test
	void partitionedCookieIsSecure() {
		Cookie cookie = Cookie.of("id", "1").sameSite(SameSite.NONE).partitioned();
		assertThat(cookie).hasToString("id=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned");
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("id", "1").partitioned().secure(false));
	}

	@Test
	void cookieMayEndAtATimeAndHaveNoRuleForOtherSites() {
		Cookie cookie = Cookie.of("id", "1").expires(Instant.parse("2030-01-02T03:04:05Z")).path("").withoutSameSite();
		assertThat(cookie).hasToString("id=1; Expires=Wed, 02 Jan 2030 03:04:05 GMT; HttpOnly");
	}

	@Test
	void whatTheNameSaysIsTrue() {
		assertThat(Cookie.of("__Host-id", "1")).hasToString("__Host-id=1; Path=/; Secure; HttpOnly; SameSite=Lax");
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("__Host-id", "1").path("/x"));
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("__host-id", "1").domain("example.org"));
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("__Secure-id", "1").secure(false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Cookie.of("a", "1").sameSite(SameSite.NONE).secure(false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a b", "a;b", "a,b", "a\"b", "a\\b", "a\r\nb", "caf\u00e9", "a\u007f" })
	void aValueThatNoCookieMayHave(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("a", value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a=b", "a;b", "caf\u00e9", "a\nb" })
	void aNameThatNoCookieMayHave(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of(name, "a"));
	}

	@Test
	void attributesThatNoCookieMayHave() {
		Cookie cookie = Cookie.of("a", "b");
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.path("/; Secure"));
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.path("/\n"));
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.path("app"));
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.domain("a;b"));
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.maxAge(Duration.ofSeconds(-1)));
	}

	// Browsers ignore another year, and would forget the cookie with their session.
	@ParameterizedTest
	@ValueSource(
			strings = { "1600-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z" })
	void aYearThatBrowsersDoNotReadIsRefused(Instant expires) {
		Cookie cookie = Cookie.of("a", "b");
		assertThatIllegalArgumentException().isThrownBy(() -> cookie.expires(expires));
	}

	@Test
	void theLastTimeThatBrowsersReadIsSent() {
		assertThat(Cookie.of("a", "b").expires(Instant.parse("9999-12-31T23:59:59Z")).toString())
			.contains("; Expires=Fri, 31 Dec 9999 23:59:59 GMT;");
	}

}
