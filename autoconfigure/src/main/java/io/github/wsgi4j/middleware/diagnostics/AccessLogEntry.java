package io.github.wsgi4j.middleware.diagnostics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.middleware.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * A request as an {@link AccessLog} reports it. Its texts are as the client sent them:
 * {@link #combined()} and {@link #keyValues()} escape them, so that none can end a line
 * or a pair of quotes.
 *
 * @param time when the request arrived
 * @param duration how long it took, until the body was closed
 * @param remoteAddress the client's address, or {@code null}
 * @param user the authenticated principal, or {@code null}
 * @param method the method that was sent
 * @param target the request's target with its query
 * @param protocol the protocol, as in {@code HTTP/1.1}
 * @param status the status code, or 0 if the response was never started
 * @param bytes the number of bytes of the body that the application returned for sending;
 * a client that disconnected may have received fewer
 * @param referer the header {@code Referer}, or {@code null}
 * @param userAgent the header {@code User-Agent}, or {@code null}
 * @param requestId the identifier that {@link RequestId} assigned, or {@code null}
 * @param failure the exception of the application, or {@code null}
 */
public record AccessLogEntry(Instant time, Duration duration, @Nullable String remoteAddress, @Nullable String user,
		String method, String target, String protocol, int status, long bytes, @Nullable String referer,
		@Nullable String userAgent, @Nullable String requestId, @Nullable Throwable failure) {

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("dd/")
		.appendText(ChronoField.MONTH_OF_YEAR, HttpDates.MONTHS)
		.appendPattern("/yyyy:HH:mm:ss Z")
		.toFormatter(Locale.ROOT);

	/**
	 * The line that Apache's format {@code combined} gives, in the time zone of the JVM.
	 * @return the line, without its end
	 */
	public String combined() {
		return LogText.bare(this.remoteAddress) + " - " + LogText.bare(this.user) + " ["
				+ TIME.format(this.time.atZone(ZoneId.systemDefault())) + "] "
				+ LogText.quoted(this.method + " " + this.target + " " + this.protocol) + " "
				+ ((this.status > 0) ? this.status : "-") + " " + ((this.bytes > 0) ? this.bytes : "-") + " "
				+ LogText.quoted(this.referer) + " " + LogText.quoted(this.userAgent);
	}

	/**
	 * All known fields, as {@code key=value} with blanks in between. Unknown fields are
	 * omitted, and values that are not plain words are quoted.
	 * @return the line, without its end
	 */
	public String keyValues() {
		return fields().entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + LogText.value(field.getValue().toString()))
			.collect(Collectors.joining(" "));
	}

	/**
	 * All known fields, for a structured log, as with SLF4J's {@code addKeyValue}. They
	 * are not escaped, which is up to the log.
	 * @return strings and numbers by their names, in the order of {@link #keyValues()}
	 */
	public Map<String, Object> fields() {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("method", this.method);
		fields.put("target", this.target);
		fields.put("protocol", this.protocol);
		fields.put("status", (this.status > 0) ? this.status : null);
		fields.put("bytes", this.bytes);
		fields.put("micros", this.duration.toNanos() / 1000);
		fields.put("remote", this.remoteAddress);
		fields.put("user", this.user);
		fields.put("referer", this.referer);
		fields.put("agent", this.userAgent);
		fields.put("id", this.requestId);
		fields.put("failure", (this.failure != null) ? this.failure.getClass().getName() : null);
		Map<String, Object> known = new LinkedHashMap<>();
		fields.forEach((name, value) -> {
			if (value != null) {
				known.put(name, value);
			}
		});
		return known;
	}

}
