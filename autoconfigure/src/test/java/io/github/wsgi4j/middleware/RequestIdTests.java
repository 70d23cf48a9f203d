package io.github.wsgi4j.middleware;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RequestIdTests {

	private static final Application SHOW = (environ, startResponse) -> {
		startResponse.call("200 OK", List.of());
		return Body.text("" + environ.get(RequestId.KEY));
	};

	private final WsgiClient client = WsgiClient.of(SHOW);

	@Test
	void environAndResponseHaveTheSame() {
		WsgiResponse response = this.client.with(RequestId.random()).get("/").send();
		assertThat(response.headers("x-request-id")).singleElement().isEqualTo(response.text());
		assertThat(response.text()).hasSize(36);
	}

	@Test
	void noTwoAreTheSame() {
		WsgiClient client = this.client.with(RequestId.random());
		assertThat(client.get("/").send().text()).isNotEqualTo(client.get("/").send().text());
	}

	@Test
	void aClientIsNotTrusted() {
		WsgiResponse response = this.client.with(RequestId.generatedBy(() -> "mine"))
			.get("/")
			.header("X-Request-Id", "theirs")
			.send();
		assertThat(response.text()).isEqualTo("mine");
		assertThat(response.header("X-Request-Id")).isEqualTo("mine");
	}

	@Test
	void aTrustedClientGivesIt() {
		assertThat(trusted("Root=1-67891233-abcdef012345678912345678").text())
			.isEqualTo("Root=1-67891233-abcdef012345678912345678");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a\"b", "a<b>", "a,b", "\u00e9", "a;b" })
	void aMalformedOneIsNotTaken(String given) {
		assertThat(trusted(given).text()).isEqualTo("mine");
	}

	@Test
	void aLongOneIsNotTaken() {
		assertThat(trusted("a".repeat(128)).text()).isEqualTo("a".repeat(128));
		assertThat(trusted("a".repeat(129)).text()).isEqualTo("mine");
	}

	@Test
	void theHeaderMayHaveAnotherName() {
		WsgiResponse response = this.client.with(RequestId.generatedBy(() -> "mine").header("X-Trace").trusting())
			.get("/")
			.header("X-Trace", "theirs")
			.send();
		assertThat(response.header("X-Trace")).isEqualTo("theirs");
		assertThat(response.header("X-Request-Id")).isNull();
		assertThatIllegalArgumentException().isThrownBy(() -> RequestId.random().header("X Trace"));
	}

	@Test
	void theApplicationsOwnHeaderGivesWay() {
		Application own = (environ, startResponse) -> {
			startResponse.call("200 OK", List.of(Header.of("x-request-id", "other")));
			return Body.empty();
		};
		assertThat(WsgiClient.of(own).with(RequestId.generatedBy(() -> "mine")).get("/").send().headers("X-Request-Id"))
			.containsExactly("mine");
	}

	private WsgiResponse trusted(String given) {
		return this.client.with(RequestId.generatedBy(() -> "mine").trusting())
			.get("/")
			.header("X-Request-Id", given)
			.send();
	}

}
