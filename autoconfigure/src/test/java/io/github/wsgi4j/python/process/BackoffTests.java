package io.github.wsgi4j.python.process;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = new Backoff();

	@Test
	void replacesTheFirstAtOnceAndThenDoubles() {
		assertThat(this.backoff.died(Duration.ZERO)).isZero();
		assertThat(this.backoff.died(Duration.ZERO)).hasMillis(100);
		assertThat(this.backoff.died(Duration.ZERO)).hasMillis(200);
		assertThat(this.backoff.died(Duration.ofSeconds(1))).hasMillis(400);
	}

	@Test
	void isNeverLongerThanHalfAMinute() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.backoff.died(Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(30));
		}
		assertThat(this.backoff.died(Duration.ZERO)).hasSeconds(30);
	}

	@Test
	void startsAnewAfterALongLife() {
		for (int i = 0; i < 10; i++) {
			this.backoff.died(Duration.ZERO);
		}
		assertThat(this.backoff.died(Duration.ofMinutes(1))).isZero();
		assertThat(this.backoff.died(Duration.ZERO)).hasMillis(100);
	}

}
