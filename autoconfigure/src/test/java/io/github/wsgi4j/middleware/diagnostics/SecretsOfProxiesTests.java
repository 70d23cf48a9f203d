package io.github.wsgi4j.middleware.diagnostics;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsOfProxiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Uri", "X-Original-Url", "X-Original-Uri", "X-Rewrite-Url" })
	void theUrlThatAProxyWasAskedForIsShownWithoutItsSecrets(String header) {
		Application failing = (environ, startResponse) -> {
			throw new IllegalStateException("a bug");
		};
		String page = WsgiClient.of(new ExceptionPage().wrap(failing))
			.get("/")
			.header(header, "/reset?user=me&token=hidden")
			.send()
			.text();
		assertThat(page).contains("/reset?user=me&token=(not shown)").doesNotContain("hidden");
	}

}
