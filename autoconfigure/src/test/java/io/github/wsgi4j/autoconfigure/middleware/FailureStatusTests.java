package io.github.wsgi4j.autoconfigure.middleware;

import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.container.response.FailureStatus;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

class FailureStatusTests {

	private final FailureStatus status = new FailureStatus();

	@Test
	void anExceptionMayHaveAStatus() {
		assertThat(this.status.apply(new ResponseStatusException(HttpStatus.NOT_FOUND))).isEqualTo("404 Not Found");
		assertThat(this.status.apply(new ResponseStatusException(HttpStatusCode.valueOf(599))))
			.isEqualTo("599 Unknown");
		assertThat(this.status.apply(new Annotated())).isEqualTo("409 Conflict");
	}

	@Test
	void aBodyThatIsTooLargeIsFoundHoweverDeep() {
		assertThat(this.status.apply(new IllegalStateException(new RequestBodyTooLargeException(1))))
			.isEqualTo("413 Content Too Large");
	}

	@Test
	void allOthersAreTheServersFault() {
		assertThat(this.status.apply(new IllegalStateException("no"))).isEqualTo("500 Internal Server Error");
	}

	@ResponseStatus(HttpStatus.CONFLICT)
	private static final class Annotated extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
