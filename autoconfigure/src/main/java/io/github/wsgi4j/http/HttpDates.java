package io.github.wsgi4j.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

/**
 * Dates in headers: RFC 9110, section 5.6.7.
 */
public final class HttpDates {

	/**
	 * The months by their numbers. To load them with the data of a locale would cost the
	 * first response some 20 ms.
	 */
	public static final Map<Long, String> MONTHS = numbered("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
			"Sep", "Oct", "Nov", "Dec");

	// The formatter of java.time for RFC 1123 leaves out the zero of a day below ten.
	private static final DateTimeFormatter IMF_FIXDATE = new DateTimeFormatterBuilder()
		.appendText(ChronoField.DAY_OF_WEEK, numbered("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
		.appendPattern(", dd ")
		.appendText(ChronoField.MONTH_OF_YEAR, MONTHS)
		.appendPattern(" uuuu HH:mm:ss 'GMT'")
		.toFormatter(Locale.ROOT);

	private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu",
			Locale.US);

	private static volatile Second current = new Second(0);

	private HttpDates() {
	}

	/**
	 * Returns the current time, formatted once a second.
	 */
	public static String now() {
		long second = System.currentTimeMillis() / 1000;
		Second date = current;
		if (date.epoch != second) {
			date = new Second(second);
			current = date;
		}
		return date.text;
	}

	/**
	 * Returns a time in the preferred form, in whole seconds.
	 */
	public static String format(Instant time) {
		return IMF_FIXDATE.format(time.atOffset(ZoneOffset.UTC));
	}

	/**
	 * Returns the value of {@code Last-Modified}. A server must not send a future one:
	 * RFC 9110, section 8.8.2.1.
	 * @return the value, or {@code null} if the time is not known or in the future
	 */
	public static @Nullable String lastModified(@Nullable Instant time) {
		return (time == null || time.isAfter(Instant.now())) ? null : format(time);
	}

	/**
	 * Reads a date in the preferred form or one of the two obsolete ones.
	 * @return the time, or {@code null} if the text is missing or not a date
	 */
	public static @Nullable Instant parse(@Nullable String text) {
		if (text == null) {
			return null;
		}
		String date = text.strip();
		int comma = date.indexOf(',');
		try {
			return LocalDateTime.parse(date, (comma < 0) ? ASCTIME : (comma == 3) ? IMF_FIXDATE : rfc850())
				.toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static Map<Long, String> numbered(String... names) {
		return LongStream.rangeClosed(1, names.length)
			.boxed()
			.collect(Collectors.toUnmodifiableMap((number) -> number, (number) -> names[number.intValue() - 1]));
	}

	// A year of two digits is at most 50 years ahead.
	private static DateTimeFormatter rfc850() {
		return new DateTimeFormatterBuilder().appendPattern("EEEE, dd-MMM-")
			.appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(49))
			.appendPattern(" HH:mm:ss 'GMT'")
			.toFormatter(Locale.US);
	}

	private record Second(long epoch, String text) {

		Second(long epoch) {
			this(epoch, format(Instant.ofEpochSecond(epoch)));
		}

	}

}
