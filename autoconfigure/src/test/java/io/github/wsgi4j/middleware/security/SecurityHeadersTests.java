package io.github.wsgi4j.middleware.security;

import java.time.Duration;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.middleware.Between;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

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

	private static WsgiResponse send(SecurityHeaders security, String target, Application application) {
		return Between.validators(security, application).get(target).send();
	}

}
