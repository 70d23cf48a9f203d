package io.github.wsgi4j.test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * The response of an application, and what a client would not have seen: the errors, how
 * the body was closed, and the exception if there was one.
 */
public final class WsgiResponse {

	private final Map<String, Object> environ;

	private final @Nullable String status;

	private final List<Header> headers;

	private final List<byte[]> blocks;

	private final List<Duration> arrivals;

	private final Exchange.Outcome outcome;

	private String errors = "";

	WsgiResponse(Map<String, Object> environ, @Nullable String status, List<Header> headers, List<byte[]> blocks,
			List<Duration> arrivals, Exchange.Outcome outcome) {
		this.environ = environ;
		this.status = status;
		this.headers = headers;
		this.blocks = List.copyOf(blocks);
		this.arrivals = List.copyOf(arrivals);
		this.outcome = outcome;
	}

	WsgiResponse withErrors(String errors) {
		this.errors = errors;
		return this;
	}

	/**
	 * The status, as in {@code 200 OK}.
	 * @return three digits, one space and a reason phrase
	 * @throws IllegalStateException if the application failed before the headers were
	 * sent; a server would answer an error of its own then
	 */
	public String status() {
		if (this.status == null) {
			throw new IllegalStateException("The application failed before its headers were sent",
					this.outcome.failure());
		}
		return this.status;
	}

	/**
	 * The status code.
	 * @return a number from 200 to 999
	 * @throws IllegalStateException if the application failed before the headers were
	 * sent
	 */
	public int code() {
		return Integer.parseInt(status().substring(0, 3));
	}

	/**
	 * The headers of the application, and the {@code Content-Length} that the container
	 * adds. {@code Date} and {@code Server} are there only if the application gives them.
	 * @return the headers in their order, none if the headers were not sent
	 */
	public List<Header> headers() {
		return this.headers;
	}

	/**
	 * The values of a header.
	 * @param name the header's name, in any case
	 * @return the values in their order
	 */
	public List<String> headers(String name) {
		return FieldValue.all(this.headers, name);
	}

	/**
	 * The first value of a header.
	 * @param name the header's name, in any case
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return FieldValue.first(this.headers, name);
	}

	/**
	 * The blocks in the order in which they would have been sent, written blocks first.
	 * None is empty, and the last one is cut at the {@code Content-Length}.
	 * @return the blocks
	 */
	public List<byte[]> blocks() {
		return this.blocks;
	}

	/**
	 * The times at which the blocks arrived.
	 * @return for each block the time since the application was called
	 */
	public List<Duration> arrivals() {
		return this.arrivals;
	}

	/**
	 * The body.
	 * @return the bytes of all blocks
	 */
	public byte[] body() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		this.blocks.forEach(body::writeBytes);
		return body.toByteArray();
	}

	/**
	 * The body as text.
	 * @return the bytes of all blocks, read as UTF-8
	 */
	public String text() {
		return new String(body(), StandardCharsets.UTF_8);
	}

	/**
	 * The body, read as JSON by Jackson.
	 * @return a map, a list, a string, a number, a boolean or {@code null}
	 */
	public @Nullable Object json() {
		return json(Object.class);
	}

	/**
	 * The body, read as JSON by Jackson.
	 * @param <T> the type
	 * @param type the type of the value
	 * @return the value
	 */
	public <T> T json(Class<T> type) {
		return JsonText.read(body(), type);
	}

	/**
	 * The text that the application wrote to {@code wsgi.errors}.
	 * @return the text, or an empty one
	 */
	public String errors() {
		return this.errors;
	}

	/**
	 * The environ that the application was called with, as it and its middleware left it.
	 * @return the environ
	 */
	public Map<String, Object> environ() {
		return this.environ;
	}

	/**
	 * The number of times that the client closed the body.
	 * @return one if the body is {@link AutoCloseable}, otherwise zero
	 */
	public int closed() {
		return this.outcome.closed();
	}

	/**
	 * The exception that ended the call, the iteration or, if neither failed,
	 * {@code close()}.
	 * @return the exception, or {@code null} if there was none
	 */
	public @Nullable Throwable failure() {
		return this.outcome.failure();
	}

	/**
	 * Whether a client would know that it has received the whole response. It has not if
	 * the application failed before the body's end, if the body is shorter than its
	 * {@code Content-Length}, or if the client disconnected.
	 * @return whether the response is complete
	 */
	public boolean isComplete() {
		return this.outcome.ended();
	}

	/**
	 * Whether the body was longer than its {@code Content-Length} and was cut there.
	 * @return whether there was more to come
	 */
	public boolean isCut() {
		return this.outcome.excessive();
	}

	@Override
	public String toString() {
		return ((this.status != null) ? this.status : "no status") + " " + this.headers + ", " + this.blocks.size()
				+ " blocks" + ((this.outcome.failure() != null) ? ", failed with " + this.outcome.failure() : "");
	}

}
