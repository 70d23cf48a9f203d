package io.github.wsgi4j.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HttpDatesTests {

	@Test
	void isTheCurrentTime() {
		Instant before = Instant.now().minusSeconds(1);
		Instant date = ZonedDateTime.parse(HttpDates.now(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
		assertThat(date).isBetween(before, before.plus(Duration.ofMinutes(1)));
	}

	@Test
	void hasTwoDigitsForEachNumber() {
		assertThat(HttpDates.format(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
		assertThat(HttpDates.format(Instant.ofEpochSecond(784_111_777, 999)))
			.isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
			"Sun Nov  6 08:49:37 1994", " Sun, 06 Nov 1994 08:49:37 GMT\t" })
	void readsAllThreeForms(String text) {
		assertThat(HttpDates.parse(text)).isEqualTo(Instant.ofEpochSecond(784_111_777));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "yesterday", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
			"Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37 GMT;",
			"Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "784111777" })
	void readsNothingElse(String text) {
		assertThat(HttpDates.parse(text)).isNull();
	}

	@Test
	void aYearOfTwoDigitsIsAtMostFiftyYearsAhead() {
		DateTimeFormatter form = DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US);
		ZonedDateTime today = ZonedDateTime.of(ZonedDateTime.now(ZoneOffset.UTC).getYear(), 6, 15, 12, 0, 0, 0,
				ZoneOffset.UTC);
		for (int years : new int[] { -49, 0, 1, 50 }) {
			ZonedDateTime date = today.plusYears(years);
			assertThat(HttpDates.parse(form.format(date))).as("%d years", years).isEqualTo(date.toInstant());
		}
	}

}
