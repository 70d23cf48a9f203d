package io.github.wsgi4j.container;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDateTests {

	@Test
	void isTheCurrentTime() {
		Instant before = Instant.now().minusSeconds(1);
		Instant date = ZonedDateTime.parse(HttpDate.now(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		assertThat(date).isBetween(before, before.plus(Duration.ofMinutes(1)));
	}

	@Test
	void hasTwoDigitsForEachNumber() {
		assertThat(HttpDate.format(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(HttpDate.format(784_111_777)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
	}

}
