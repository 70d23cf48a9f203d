package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccessLogEntryTests {

	private static final Instant TIME = Instant.parse("2000-10-10T20:55:36Z");

	private static final String SHOWN_TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
		.format(TIME.atZone(ZoneId.systemDefault()));

	@Test
	void combinedIsApaches() {
		assertThat(entry("/x?y", "joe", "http://there/", "curl/8", null).combined())
			.isEqualTo("10.0.0.1 - joe [" + SHOWN_TIME + "] \"GET /x?y HTTP/1.1\" 200 12 \"http://there/\" \"curl/8\"");
	}

	@Test
	void whatIsNotKnownIsADash() {
		assertThat(new AccessLogEntry(TIME, Duration.ZERO, null, null, "GET", "/", "HTTP/1.1", 0, 0, null, null, null,
				null)
			.combined()).isEqualTo("- - - [" + SHOWN_TIME + "] \"GET / HTTP/1.1\" - - \"-\" \"-\"");
	}

	@Test
	void combinedCannotBeBrokenOutOf() {
		assertThat(entry("/\" 200 1\n10.0.0.2 - - \\", "jo e\r", "\u001b[31m", "\u00e9\t\u20ac", null).combined())
			.isEqualTo("10.0.0.1 - jo\\x20e\\r [" + SHOWN_TIME
					+ "] \"GET /\\\" 200 1\\n10.0.0.2 - - \\\\ HTTP/1.1\" 200 12 \"\\x1b[31m\" \"\\xe9\\t\\u20ac\"");
	}

	@Test
	void keyValuesHaveAllThatIsKnown() {
		assertThat(entry("/x", "joe", null, "curl/8", new IllegalStateException("no")).keyValues())
			.isEqualTo("method=GET target=/x protocol=HTTP/1.1 status=200 bytes=12 micros=1500 remote=10.0.0.1 "
					+ "user=joe agent=curl/8 id=42 failure=java.lang.IllegalStateException");
	}

	@Test
	void aKeyCannotBeForged() {
		assertThat(entry("/x", "joe status=500", null, "a\" b=\"c\n", null).keyValues())
			.contains("user=\"joe status=500\"")
			.contains("agent=\"a\\\" b=\\\"c\\n\"");
	}

	@Test
	void fieldsAreTextsAndNumbers() {
		assertThat(entry("/x", null, null, null, null).fields()).containsEntry("status", 200)
			.containsEntry("bytes", 12L)
			.containsEntry("micros", 1500L)
			.containsEntry("target", "/x")
			.doesNotContainKeys("user", "failure");
	}

	private static AccessLogEntry entry(String target, String user, String referer, String agent, Throwable failure) {
		return new AccessLogEntry(TIME, Duration.ofNanos(1_500_999), "10.0.0.1", user, "GET", target, "HTTP/1.1", 200,
				12, referer, agent, "42", failure);
	}

}
