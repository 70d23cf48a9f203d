package io.github.wsgi4j.container.response;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.web.HttpException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureStatusTests {

	private final FailureStatus status = new FailureStatus();

	@Test
	void isThatOfTheAnswerHoweverDeepTheCause() {
		assertThat(this.status.apply(new IllegalStateException(new GatewayException(502, "gone"))))
			.isEqualTo("502 Bad Gateway");
		assertThat(this.status.apply(new UncheckedIOException(new RequestBodyTooLargeException(1))))
			.isEqualTo("413 Content Too Large");
		assertThat(this.status.apply(new IOException("cut short", new ServerWebInputException("Early EOF"))))
			.isEqualTo("400 Bad Request");
		assertThat(this.status.apply(new ResponseStatusException(HttpStatus.CONFLICT))).isEqualTo("409 Conflict");
		assertThat(this.status.apply(new ResponseStatusException(HttpStatusCode.valueOf(499))))
			.isEqualTo("499 Unknown");
		assertThat(this.status.apply(new HttpException(410))).isEqualTo("410 Gone");
		assertThat(this.status.apply(new Annotated())).isEqualTo("409 Conflict");
		assertThat(this.status.apply(new IllegalStateException())).isEqualTo("500 Internal Server Error");
	}

	@Test
	void onlyWhatMayComeAgainIsUnavailable() {
		assertThat(FailureStatus.answerable(new IllegalStateException(new GatewayException(503, "none is up"))))
			.isInstanceOf(UnavailableException.class)
			.hasMessageContaining("none is up");
		assertThat(FailureStatus.answerable(new GatewayException(504, "late")))
			.isExactlyInstanceOf(ResponseStatusException.class);
	}

	@Test
	void anotherLostConnectionIsNoLostClient() {
		assertThat(this.status.apply(new IOException("Broken pipe"))).isEqualTo("500 Internal Server Error");
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	private static final class Annotated extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
