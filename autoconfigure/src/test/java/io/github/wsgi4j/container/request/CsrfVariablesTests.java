package io.github.wsgi4j.container.request;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.DefaultCsrfToken;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;

class CsrfVariablesTests {

	private final ServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));

	@Test
	void areThoseOfTheToken() {
		publish(Mono.just(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "secret")));
		assertThat(variables()).isEqualTo(Map.of("wsgi4j.csrf_token", "secret", "wsgi4j.csrf_header", "X-CSRF-TOKEN",
				"wsgi4j.csrf_parameter", "_csrf"));
	}

	@Test
	void areNotThereWithoutAToken() {
		assertThat(variables()).isEmpty();
		publish(Mono.empty());
		assertThat(variables()).isEmpty();
	}

	private void publish(Mono<CsrfToken> token) {
		this.exchange.getAttributes().put(CsrfToken.class.getName(), token);
	}

	private Map<String, Object> variables() {
		CsrfVariables.load(this.exchange).block();
		Map<String, Object> environ = new HashMap<>();
		new CsrfVariables().customize(environ, this.exchange);
		return environ;
	}

}
