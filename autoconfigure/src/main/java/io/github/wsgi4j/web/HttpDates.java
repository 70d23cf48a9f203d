package io.github.wsgi4j.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Dates as headers have them: RFC 9110, section 5.6.7.
 */
final class HttpDates {

	private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'",
			Locale.US);

	private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
		.appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
		.appendPattern(" HH:mm:ss 'GMT'")
		.toFormatter(Locale.US);

	private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu",
			Locale.US);

	private HttpDates() {
	}

	static String format(Instant instant) {
		return IMF_FIXDATE.format(instant.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Reads a date in one of the three forms, or {@code null} if it is none.
	 */
	static @Nullable Instant parse(@Nullable String text) {
		if (text != null) {
			for (DateTimeFormatter formatter : List.of(IMF_FIXDATE, RFC_850, ASCTIME)) {
				try {
					return LocalDateTime.parse(text.strip(), formatter).toInstant(ZoneOffset.UTC);
				}
				catch (DateTimeException ex) {
					// Perhaps it has the next form.
				}
			}
		}
		return null;
	}

}
