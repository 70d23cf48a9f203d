package io.github.wsgi4j.container;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The current time as a {@code Date} header, formatted once a second: RFC 9110, section
 * 6.6.1.
 */
final class HttpDate {

	// The formatter of java.time for RFC 1123 leaves out the zero of a day below ten.
	private static final DateTimeFormatter FORMATTER = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
		.withZone(ZoneOffset.UTC);

	private static volatile HttpDate current = new HttpDate(0);

	private final long second;

	private final String text;

	private HttpDate(long second) {
		this.second = second;
		this.text = format(second);
	}

	static String format(long epochSecond) {
		return FORMATTER.format(Instant.ofEpochSecond(epochSecond));
	}

	static String now() {
		long second = System.currentTimeMillis() / 1000;
		HttpDate date = current;
		if (date.second != second) {
			date = new HttpDate(second);
			current = date;
		}
		return date.text;
	}

}
