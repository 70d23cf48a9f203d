package io.github.wsgi4j.middleware;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates in headers: RFC 9110, section 5.6.7. The two obsolete forms are read as well; a
 * year of two digits is from 1970 on.
 */
final class HttpDates {

	private static final DateTimeFormatter FIXED = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'",
			Locale.US);

	private static final List<DateTimeFormatter> FORMS = List.of(FIXED,
			new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
				.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.EPOCH)
				.appendPattern(" HH:mm:ss 'GMT'")
				.toFormatter(Locale.US),
			DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US));

	private HttpDates() {
	}

	static String format(Instant time) {
		return FIXED.format(time.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Reads a date, or nothing of what is none.
	 */
	static @Nullable Instant parse(@Nullable String value) {
		if (value == null) {
			return null;
		}
		for (DateTimeFormatter form : FORMS) {
			Instant time = parse(value.strip(), form);
			if (time != null) {
				return time;
			}
		}
		return null;
	}

	private static @Nullable Instant parse(String value, DateTimeFormatter form) {
		try {
			return LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
