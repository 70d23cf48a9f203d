package io.github.wsgi4j.container.execution;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SpareTimeTests {

	private static final int ASKED = 10_000;

	private long now = Long.MAX_VALUE - 5_000_000_000L;

	private double load;

	private final SpareTime spareTime = new SpareTime(0.6, () -> this.load, () -> this.now, 2);

	@Test
	void allIsDoneWhileTheProcessorsHaveTime() {
		this.load = 0.5;
		work(100, Duration.ofMillis(900));
		assertThat(left()).isEqualTo(ASKED);
	}

	@Test
	void littleIsDoneWhileTheyAreBusy() {
		this.load = 0.9;
		work(100, Duration.ofMillis(900));
		assertThat(left()).isBetween(1, 100);
	}

	@Test
	void whatTakesLittleTimeIsDoneAlways() {
		this.load = 1;
		work(100, Duration.ofMillis(15));
		assertThat(left()).isEqualTo(ASKED);
	}

	@Test
	void allIsDoneAgainSoonAfterTheLoad() {
		this.load = 1;
		work(100, Duration.ofMillis(900));
		this.load = 0.1;
		work(30, Duration.ofMillis(900));
		assertThat(left()).isEqualTo(ASKED);
	}

	@Test
	void allIsDoneAgainAfterASilence() {
		this.load = 1;
		work(100, Duration.ofMillis(900));
		this.now += Duration.ofSeconds(10).toNanos();
		this.load = 0.1;
		work(1, Duration.ofMillis(900));
		assertThat(left()).isEqualTo(ASKED);
	}

	@Test
	void anUnknownLoadIsNone() {
		this.load = -1;
		work(100, Duration.ofMillis(900));
		assertThat(left()).isEqualTo(ASKED);
	}

	@Test
	void workThatFailsHasTakenItsTime() {
		this.load = 1;
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.spareTime.run(() -> {
				this.now += 900_000_000;
				throw new IllegalStateException();
			}));
		}
		assertThat(left()).isBetween(1, 100);
	}

	@Test
	void theHighestLoadIsNeverTooMuch() {
		SpareTime always = new SpareTime(1, () -> 1, () -> this.now, 2);
		for (int i = 0; i < 100; i++) {
			always.run(() -> this.now += 900_000_000);
		}
		assertThat(IntStream.range(0, ASKED).allMatch((i) -> always.isLeft())).isTrue();
	}

	/**
	 * Works once in each second, for a time.
	 */
	private void work(int seconds, Duration time) {
		for (int i = 0; i < seconds; i++) {
			this.spareTime.run(() -> this.now += time.toNanos());
			this.now += Duration.ofSeconds(1).minus(time).toNanos();
		}
	}

	private int left() {
		return (int) IntStream.range(0, ASKED).filter((i) -> this.spareTime.isLeft()).count();
	}

}
