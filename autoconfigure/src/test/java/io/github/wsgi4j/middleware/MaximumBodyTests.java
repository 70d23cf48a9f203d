package io.github.wsgi4j.middleware;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.test.WsgiResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MaximumBodyTests {

	private static final Application ECHO = (environ, startResponse) -> {
		byte[] body = Environ.input(environ).readAllBytes();
		startResponse.call("200 OK", List.of());
		return Body.of(body);
	};

	private final MaximumBody middleware = new MaximumBody(10);

	@Test
	void aLengthBeyondTheLimitIsRefusedAtOnce() {
		WsgiResponse response = Between.validators(this.middleware, (environ, startResponse) -> {
			throw new AssertionError("called");
		}).post("/").body(new byte[11]).send();
		assertThat(response.status()).isEqualTo("413 Content Too Large");
		assertThat(response.text()).isEqualTo("The request body is larger than 10 bytes.\n");
	}

	@Test
	void aLengthBeyondAllNumbersIsRefused() {
		assertThat(WsgiClient.of(ECHO)
			.with(this.middleware)
			.post("/")
			.header("Content-Length", "99999999999999999999")
			.send()
			.code()).isEqualTo(413);
	}

	@Test
	void theLimitItselfIsAccepted() {
		assertThat(Between.validators(this.middleware, ECHO).post("/").body(new byte[10]).send().body()).hasSize(10);
		assertThat(unknownLength(ECHO, 10).body()).hasSize(10);
	}

	@Test
	void anUnknownLengthIsRefusedWhileItIsRead() {
		WsgiResponse response = unknownLength(ECHO, 11);
		assertThat(response.status()).isEqualTo("413 Content Too Large");
		assertThat(response.failure()).isNull();
	}

	@Test
	void theFailureMayBeWrapped() {
		assertThat(unknownLength((environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			try {
				return ECHO.call(environ, startResponse);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, 11).code()).isEqualTo(413);
	}

	@ParameterizedTest
	@EnumSource
	void anUnknownLengthIsRefusedHoweverLateItIsRead(LateAnswer.Shape shape) {
		LateAnswer answer = new LateAnswer((environ, startResponse) -> {
			try {
				Environ.input(environ).readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			startResponse.call("200 OK", List.of());
		}, new byte[1]);
		WsgiResponse response = unknownLength(shape.of(answer), 11);
		assertThat(response.status()).isEqualTo("413 Content Too Large");
		assertThat(response.text()).isEqualTo("The request body is larger than 10 bytes.\n");
		assertThat(response.failure()).isNull();
	}

	@Test
	void theApplicationMayAnswerByItself() {
		assertThat(unknownLength((environ, startResponse) -> {
			try {
				return ECHO.call(environ, startResponse);
			}
			catch (IOException ex) {
				startResponse.call("400 Bad Request", List.of());
				return Body.text(ex.getMessage());
			}
		}, 11).text()).isEqualTo("The request body is larger than 10 bytes");
	}

	@Test
	void anotherFailureGoesOn() {
		IOException failure = new IOException("no");
		assertThat(unknownLength((environ, startResponse) -> {
			throw failure;
		}, 11).failure()).isSameAs(failure);
	}

	@Test
	@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void anotherFailureGoesOnIfItsCausesHaveNoEnd() {
		IOException failure = new IOException("no");
		failure.initCause(new IOException("its cause", failure));
		assertThat(unknownLength((environ, startResponse) -> {
			throw failure;
		}, 11).failure()).isSameAs(failure);
	}

	@Test
	void whatWasSentIsNotAnsweredAgain() {
		WsgiResponse response = unknownLength((environ, startResponse) -> {
			startResponse.call("200 OK", List.of()).call("sent".getBytes(StandardCharsets.UTF_8));
			return ECHO.call(environ, startResponse);
		}, 11);
		assertThat(response.failure()).hasMessageContaining("larger than 10 bytes");
		assertThat(response.text()).isEqualTo("sent");
	}

	@Test
	void theInputStillReadsLines() {
		assertThat(Between.validators(this.middleware, (environ, startResponse) -> {
			startResponse.call("200 OK", List.of());
			return Body.of(((Input) environ.get(Environ.WSGI_INPUT)).readLine());
		}).post("/").body("one\ntwo".getBytes(StandardCharsets.UTF_8)).send().text()).isEqualTo("one\n");
	}

	@Test
	void aLimitIsNotNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MaximumBody(-1));
	}

	private WsgiResponse unknownLength(Application application, int length) {
		return Between.validators(this.middleware, application)
			.post("/")
			.body(new ByteArrayInputStream(new byte[length]))
			.send();
	}

}
