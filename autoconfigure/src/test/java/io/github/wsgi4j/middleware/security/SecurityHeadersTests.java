package io.github.wsgi4j.middleware.security;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SecurityHeadersTests {

	private final SecurityHeaders security = new SecurityHeaders();

	@Test
	void theUsualOnesAreThere() {
		WsgiResponse response = send(this.security, "/", Between.text(""));
		assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
		assertThat(response.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
		assertThat(response.header("Content-Security-Policy")).isNull();
		assertThat(response.header("Strict-Transport-Security")).isNull();
	}

	@Test
	void transportSecurityIsForHttps() {
		assertThat(send(this.security, "https://localhost/", Between.text("")).header("Strict-Transport-Security"))
			.isEqualTo("max-age=31536000");
		assertThat(send(this.security.transport(Duration.ofDays(1), true), "https://localhost/", Between.text(""))
			.header("Strict-Transport-Security")).isEqualTo("max-age=86400; includeSubDomains");
		assertThat(send(this.security.transport(Duration.ofSeconds(-1), true), "https://localhost/", Between.text(""))
			.header("Strict-Transport-Security")).isNull();
	}

	@Test
	void whatTheApplicationHasSetStays() {
		Application application = Between.text("", "x-frame-options", "SAMEORIGIN", "referrer-policy", "no-referrer");
		WsgiResponse response = send(this.security, "/", application);
		assertThat(response.headers("X-Frame-Options")).containsExactly("SAMEORIGIN");
		assertThat(response.headers("Referrer-Policy")).containsExactly("no-referrer");
	}

	@Test
	void aPolicyOfFramesTakesThePlaceOfTheOldHeader() {
		SecurityHeaders policy = this.security.with("Content-Security-Policy", "default-src 'self'");
		assertThat(send(policy, "/", Between.text("")).header("X-Frame-Options")).isEqualTo("DENY");
		Application framed = Between.text("", "Content-Security-Policy", "Frame-Ancestors https://a.example");
		assertThat(send(policy, "/", framed).header("X-Frame-Options")).isNull();
		assertThat(send(policy, "/", framed).headers("Content-Security-Policy")).hasSize(1);
	}

	@Test
	void aPolicyOfFramesTakesThePlaceOfAHeaderInAnyCase() {
		SecurityHeaders policy = this.security.with("x-frame-options", "SAMEORIGIN");
		Application framed = Between.text("", "Content-Security-Policy", "frame-ancestors https://a.example");
		assertThat(send(policy, "/", framed).header("X-Frame-Options")).isNull();
	}

	@Test
	void headersMayBeReplacedAndLeftOut() {
		SecurityHeaders changed = this.security.with("x-frame-options", "SAMEORIGIN").without("referrer-POLICY");
		WsgiResponse response = send(changed, "/", Between.text(""));
		assertThat(response.headers("X-Frame-Options")).containsExactly("SAMEORIGIN");
		assertThat(response.header("Referrer-Policy")).isNull();
	}

	@Test
	void whatCannotBeSentIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.security.with("X One", "1"))
			.withMessageContaining("header 'X One'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.security.with("Permissions-Policy", "camera=(),\ngeolocation=()"))
			.withMessageContaining("Permissions-Policy");
	}

	@Test
	void theListOfBrowsersMayBeAskedFor() {
		assertThat(send(this.security.preloadedTransport(Duration.ofDays(730)), "https://localhost/", Between.text(""))
			.header("Strict-Transport-Security")).isEqualTo("max-age=63072000; includeSubDomains; preload");
		assertThatIllegalArgumentException().isThrownBy(() -> this.security.preloadedTransport(Duration.ofDays(364)));
	}

	@Test
	void eachRequestHasANonceOfItsOwn() {
		SecurityHeaders policy = this.security
			.with("Content-Security-Policy", "script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'")
			.with("Content-Security-Policy-Report-Only", "img-src 'nonce-{nonce}'");
		Set<String> nonces = new HashSet<>();
		for (int i = 0; i < 3; i++) {
			WsgiResponse response = send(policy, "/", (environ, startResponse) -> {
				startResponse.call("200 OK", List.of());
				return Body.text((String) environ.get(SecurityHeaders.NONCE));
			});
			String nonce = response.text();
			// 128 bits at least, and nothing that has to be quoted.
			assertThat(nonce).matches("[A-Za-z0-9_-]{22,}");
			assertThat(response.header("Content-Security-Policy"))
				.isEqualTo("script-src 'nonce-" + nonce + "'; style-src 'nonce-" + nonce + "'");
			assertThat(response.header("Content-Security-Policy-Report-Only"))
				.isEqualTo("img-src 'nonce-" + nonce + "'");
			nonces.add(nonce);
		}
		assertThat(nonces).hasSize(3);
	}

	@Test
	void twoPoliciesHaveTheSameNonce() {
		SecurityHeaders inner = this.security.with("Content-Security-Policy", "script-src 'nonce-{nonce}'");
		SecurityHeaders outer = new SecurityHeaders().with("X-Policy", "{nonce}");
		WsgiResponse response = send(outer, "/", inner.wrap(Between.text("")));
		assertThat(response.header("Content-Security-Policy"))
			.isEqualTo("script-src 'nonce-" + response.header("X-Policy") + "'");
	}

	@Test
	void withoutAPlaceForItThereIsNoNonce() {
		WsgiResponse response = send(this.security.with("Content-Security-Policy", "default-src 'self'"), "/",
				Between.text(""));
		assertThat(response.environ()).doesNotContainKey(SecurityHeaders.NONCE);
	}

	@Test
	void anErrorInThePlaceOfTheApplicationHasANonceToo() {
		SecurityHeaders policy = this.security.with("Content-Security-Policy", "script-src 'nonce-{nonce}'");
		Iterable<Header> headers = policy.headers(new HashMap<>(), "503 Service Unavailable", List.of());
		assertThat(headers).anySatisfy((header) -> {
			assertThat(header.name()).isEqualTo("Content-Security-Policy");
			assertThat(header.value()).matches("script-src 'nonce-[A-Za-z0-9_-]{22,}'");
		});
	}

	// The browser would update the policy of the page that it has, which has another
	// nonce.
	@Test
	void aPageThatIsNotModifiedKeepsItsNonce() {
		SecurityHeaders policy = this.security.with("Content-Security-Policy",
				"script-src 'nonce-{nonce}'; frame-ancestors 'none'");
		WsgiResponse response = send(policy, "/", Between.answer("304 Not Modified", Body.empty()));
		assertThat(response.header("Content-Security-Policy")).isNull();
		assertThat(response.header("X-Frame-Options")).isNull();
		assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(send(this.security.with("Content-Security-Policy", "default-src 'self'"), "/",
				Between.answer("304 Not Modified", Body.empty()))
			.header("Content-Security-Policy")).isEqualTo("default-src 'self'");
	}

	private static WsgiResponse send(SecurityHeaders security, String target, Application application) {
		return Between.validators(security, application).get(target).send();
	}

}
