package io.github.wsgi4j.test;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.validation.Rule;
import io.github.wsgi4j.middleware.validation.ValidationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The client fails a test whose application breaks a rule.
 */
class ValidationTests {

	private static final Header FOUR = Header.of("Content-Length", "4");

	@Test
	void brokenRuleFailsTheTestAndIsNamed() {
		assertBreaks(Rule.STATUS_FORM, WsgiClient.of((environ, start) -> {
			start.call("200", List.of());
			return Body.empty();
		}).get("/"));
	}

	@Test
	void brokenRuleFailsTheTestEvenIfTheApplicationCatchesIt() {
		Middleware catching = (application) -> (environ, start) -> {
			try {
				return application.call(environ, start);
			}
			catch (RuntimeException ex) {
				start.call("500 Caught", List.of());
				return Body.text("caught");
			}
		};
		WsgiClient client = WsgiClient.of((environ, start) -> {
			start.call("200 OK", List.of(Header.of("X-A", "\u0100")));
			return Body.empty();
		}).with(catching);
		assertBreaks(Rule.HEADER_VALUE, client.get("/"));
		assertThat(client.withoutValidation().get("/").send().status()).isEqualTo("500 Caught");
	}

	@Test
	void brokenRuleAtTheEndFailsTheTest() {
		AtomicInteger closed = new AtomicInteger();
		Application tooShort = (environ, start) -> {
			start.call("200 OK", List.of(FOUR));
			return new ClosedBody(closed);
		};
		assertBreaks(Rule.BODY_TOO_SHORT, WsgiClient.of(tooShort).get("/"));
		assertThat(closed).hasValue(1);
		WsgiResponse response = WsgiClient.of(tooShort).withoutValidation().get("/").send();
		assertThat(response.failure()).isNull();
		assertThat(response.isComplete()).isFalse();
	}

	@Test
	void brokenRuleOfTheTestsOwnEnvironFailsIt() {
		assertBreaks(Rule.ENVIRON_STRINGS,
				WsgiClient.of((environ, start) -> Body.empty()).get("/").environ((it) -> it.variable("NUMBER", 1)));
	}

	@Test
	void brokenRuleFailsATestThatGoesAway() {
		WsgiRequest request = WsgiClient.of((environ, start) -> {
			start.call("200 OK", List.of()).call(new byte[1]);
			Environ.input(environ).close();
			return Body.empty();
		}).get("/");
		assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> request.take(1))
			.withMessageContaining(Rule.INPUT_CLOSE.id());
	}

	private static void assertBreaks(Rule rule, WsgiRequest request) {
		assertThatExceptionOfType(ValidationException.class).isThrownBy(request::send)
			.withMessageContaining("'application'")
			.withMessageContaining(rule.id())
			.withMessageContaining(rule.sentence())
			.satisfies((ex) -> assertThat(ex.violation().rule()).isEqualTo(rule));
	}

	/**
	 * A body of three bytes.
	 *
	 * @param closed how often it was closed
	 */
	private record ClosedBody(AtomicInteger closed) implements Iterable<byte[]>, AutoCloseable {

		@Override
		public Iterator<byte[]> iterator() {
			return List.of(new byte[3]).iterator();
		}

		@Override
		public void close() {
			this.closed.incrementAndGet();
		}

	}

}
