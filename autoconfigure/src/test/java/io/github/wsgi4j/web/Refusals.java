package io.github.wsgi4j.web;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Asserts that a request is refused.
 */
final class Refusals {

	private Refusals() {
	}

	static void assertStatus(int status, ThrowingCallable call) {
		assertThatExceptionOfType(HttpException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.status()).isEqualTo(status));
	}

}
