package io.github.wsgi4j.autoconfigure.middleware;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Session;
import io.github.wsgi4j.middleware.LateAnswer;
import io.github.wsgi4j.middleware.LateStartContract;
import io.github.wsgi4j.middleware.LateStartContract.Scenario;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.mock.web.server.MockWebSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Spring's sessions before an application that starts its response late.
 */
class WebSessionsLateStartTests {

	private final SpringSession session = new SpringSession(new MockWebSession());

	@ParameterizedTest
	@EnumSource
	void theResponseIsThatOfAnEarlyStart(Scenario scenario) {
		for (LateAnswer.Shape shape : LateAnswer.Shape.values()) {
			LateStartContract.isKeptBy(fresh(), scenario, shape, Set.of("Content-Length"));
		}
	}

	@Test
	void aPublisherHoldsNoThread() throws Exception {
		LateStartContract.holdsNoThread(fresh());
	}

	@ParameterizedTest
	@EnumSource
	void theSessionChangesUntilTheStartAndNotAfterIt(LateAnswer.Shape shape) {
		LateAnswer answer = new LateAnswer((environ, startResponse) -> {
			Session.of(environ).set("user", "late");
			startResponse.call("200 OK", List.of());
		});
		WsgiClient.of(shape.of(answer)).with(middleware(() -> this.session)).get("/").send();
		assertThat(this.session.get("user")).isEqualTo("late");
		assertThatIllegalStateException().isThrownBy(() -> this.session.set("user", "too late"));
	}

	private static Middleware fresh() {
		return middleware(() -> new SpringSession(new MockWebSession()));
	}

	private static Middleware middleware(Supplier<SpringSession> session) {
		MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
		return (application) -> (environ, startResponse) -> {
			exchange.getAttributes().put(SpringSession.ATTRIBUTE, session.get());
			environ.put(Environ.EXCHANGE, exchange);
			return new WebSessions().wrap(application).call(environ, startResponse);
		};
	}

}
