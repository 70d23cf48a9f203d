package io.github.wsgi4j.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * An event of a stream: the HTML Standard, "Server-sent events". Fields that are
 * {@code null} are omitted.
 *
 * @param id the identifier, which the browser sends as {@code Last-Event-ID} when it
 * reconnects; no line breaks and no U+0000
 * @param event the name of the event, no line breaks
 * @param data the data, of any number of lines
 * @param retry the time after which the browser reconnects
 * @param comment a comment, which the browser ignores, of any number of lines
 */
public record ServerSentEvent(@Nullable String id, @Nullable String event, @Nullable String data,
		@Nullable Duration retry, @Nullable String comment) {

	/**
	 * Creates an event.
	 * @throws IllegalArgumentException if the identifier or the name has a line break
	 */
	public ServerSentEvent {
		checkLine(id, "identifier");
		checkLine(event, "name");
		if (retry != null && retry.isNegative()) {
			throw new IllegalArgumentException("The retry time is negative");
		}
	}

	/**
	 * Creates an event of data alone.
	 * @param data the data
	 * @return the event
	 */
	public static ServerSentEvent of(String data) {
		return new ServerSentEvent(null, null, data, null, null);
	}

	/**
	 * Creates a comment, which keeps a connection from being idle.
	 * @param comment the comment
	 * @return the comment, as an event
	 */
	public static ServerSentEvent comment(String comment) {
		return new ServerSentEvent(null, null, null, null, comment);
	}

	/**
	 * The same event with an identifier.
	 * @param id the identifier
	 * @return another event
	 */
	public ServerSentEvent withId(String id) {
		return new ServerSentEvent(id, this.event, this.data, this.retry, this.comment);
	}

	/**
	 * The same event with a name.
	 * @param event the name
	 * @return another event
	 */
	public ServerSentEvent withEvent(String event) {
		return new ServerSentEvent(this.id, event, this.data, this.retry, this.comment);
	}

	/**
	 * The same event with a time after which the browser reconnects.
	 * @param retry the time, in whole milliseconds
	 * @return another event
	 */
	public ServerSentEvent withRetry(Duration retry) {
		return new ServerSentEvent(this.id, this.event, this.data, retry, this.comment);
	}

	/**
	 * The event as it is sent.
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		appendLines(text, ": ", this.comment);
		appendLines(text, "id: ", this.id);
		appendLines(text, "event: ", this.event);
		appendLines(text, "retry: ", (this.retry != null) ? Long.toString(this.retry.toMillis()) : null);
		appendLines(text, "data: ", this.data);
		return text.append('\n').toString();
	}

	byte[] toBytes() {
		return toString().getBytes(StandardCharsets.UTF_8);
	}

	private static void appendLines(StringBuilder text, String field, @Nullable String value) {
		if (value != null) {
			for (String line : value.split("\r\n|\r|\n", -1)) {
				text.append(field).append(line).append('\n');
			}
		}
	}

	private static void checkLine(@Nullable String text, String what) {
		if (text != null && text.chars().anyMatch((c) -> c == '\r' || c == '\n' || c == 0)) {
			throw new IllegalArgumentException("The " + what + " of the event has a line break");
		}
	}

}
