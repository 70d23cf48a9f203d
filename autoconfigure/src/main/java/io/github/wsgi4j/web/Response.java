package io.github.wsgi4j.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.MediaTypes;
import io.github.wsgi4j.web.headers.Disposition;
import io.github.wsgi4j.web.headers.Location;
import io.github.wsgi4j.web.negotiation.Varying;
import io.github.wsgi4j.web.streaming.MappedBlocks;
import org.jspecify.annotations.Nullable;

/**
 * A response that is an {@link Application}. It is immutable: each method returns another
 * response. A response with an entity tag or a date, as every file has, honours
 * conditional requests with 304 and 412: RFC 9110, section 13.
 */
public final class Response implements Application {

	private final int status;

	private final List<Header> headers;

	private final Payload payload;

	Response(int status, List<Header> headers, Payload payload) {
		this.status = status;
		this.headers = headers;
		this.payload = payload;
	}

	/**
	 * A response without a body.
	 * @param status the status code
	 * @return the response
	 */
	public static Response empty(int status) {
		return new Response(Status.check(status), List.of(), Payloads.empty());
	}

	/**
	 * Text in UTF-8.
	 * @param text the text
	 * @return the response
	 */
	public static Response text(String text) {
		return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * A page in UTF-8.
	 * @param page the page
	 * @return the response
	 */
	public static Response html(String page) {
		return bytes("text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Bytes in memory.
	 * @param type the {@code Content-Type}
	 * @param bytes the bytes
	 * @return the response
	 */
	public static Response bytes(String type, byte[] bytes) {
		return of(type, Payloads.bytes(bytes.clone()));
	}

	/**
	 * A value as JSON, written by the {@link Json} of the request's environ.
	 * @param value the value
	 * @return the response
	 */
	public static Response json(Object value) {
		return of("application/json", Payloads.json(value));
	}

	/**
	 * A template, rendered by the {@link Views} of the request's environ.
	 * @param name the template's name
	 * @param model what it shows
	 * @return the response
	 */
	public static Response view(String name, Map<String, ?> model) {
		return of("text/html; charset=utf-8", Payloads.view(name, model));
	}

	/**
	 * A file, or the one range of it that a request asks for. Its type follows from its
	 * name, and its entity tag from its length and the time of its last change. A missing
	 * file is a 404.
	 * @param file the file
	 * @return the response
	 */
	public static Response file(Path file) {
		Path name = file.getFileName();
		return of(MediaTypes.COMMON.of((name != null) ? name.toString() : ""), new FilePayload(file));
	}

	/**
	 * A file below a directory, by a name that may come from a client. The name never
	 * leads out of the directory: a file that is missing or not below the directory is a
	 * 404, and so is a name that is not plain. No part of a plain name is empty, starts
	 * with a dot, ends with a dot or a blank, or contains a backslash, a colon or a
	 * control character; only the first part may be {@code .well-known} (RFC 8615).
	 * @param directory the directory
	 * @param name the name of a file in it, or the path to one, with slashes; one at its
	 * beginning, as a variable such as {@code {*path}} has it, is left out
	 * @return the response, as that of {@link #file(Path)}
	 */
	public static Response file(Path directory, String name) {
		String type = MediaTypes.COMMON.of(name.substring(name.lastIndexOf('/') + 1));
		return of(type, (response, environ, startResponse) -> FilePayload.below(directory, name)
			.send(response, environ, startResponse));
	}

	/**
	 * Blocks that are produced one by one.
	 * @param type the {@code Content-Type}
	 * @param body the blocks, closed at the end if they are {@link AutoCloseable}
	 * @return the response
	 */
	public static Response stream(String type, Iterable<byte[]> body) {
		return of(type, Payloads.stream(body));
	}

	/**
	 * Blocks that arrive over time, without a thread that waits for them.
	 * @param type the {@code Content-Type}
	 * @param publisher the blocks
	 * @return the response
	 */
	public static Response stream(String type, Flow.Publisher<byte[]> publisher) {
		return of(type, Payloads.stream(publisher));
	}

	/**
	 * A body that code writes to a stream. It is sent in blocks of 16 KiB, and a thread
	 * that is not an event loop waits for a slow client.
	 * @param type the {@code Content-Type}
	 * @param writer writes the body; it is not called if none is wanted
	 * @return the response
	 */
	public static Response write(String type, BodyWriter writer) {
		return of(type, Payloads.written(writer));
	}

	/**
	 * Events that arrive over time, without a thread that waits for them.
	 * @param events the events
	 * @return the response
	 */
	public static Response events(Flow.Publisher<ServerSentEvent> events) {
		return events(Payloads.stream(MappedBlocks.of(events, ServerSentEvent::toBytes)));
	}

	/**
	 * Events that are produced one by one, on a thread that waits for them.
	 * @param events the events, closed at the end if they are {@link AutoCloseable}
	 * @return the response
	 */
	public static Response events(Iterable<ServerSentEvent> events) {
		return events(Payloads.stream(MappedBlocks.of(events, ServerSentEvent::toBytes)));
	}

	/**
	 * A response that arrives later. No thread waits for it. It is sent as if the handler
	 * had returned it: conditional requests are honoured, and if the stage fails, the
	 * router handles the exception. Headers, and a status other than 200, that are set on
	 * this response apply to the one that arrives. If the client disconnects before, a
	 * stage that is a {@link java.util.concurrent.Future} is cancelled. The threads of
	 * the stage may read the request, but its body only one at a time.
	 * @param stage completes with the response
	 * @return the response
	 */
	public static Response async(CompletionStage<Response> stage) {
		return new Response(200, List.of(), Payloads.async(stage));
	}

	/**
	 * Redirects the client to another URL with a {@code GET}: 303.
	 * @param location a URL or a relative path; characters that a URL cannot contain are
	 * percent-encoded
	 * @return the response
	 */
	public static Response redirect(String location) {
		return redirect(303, location);
	}

	/**
	 * Redirects the client to another URL.
	 * @param status 301, 302, 303, 307 or 308
	 * @param location a URL or a relative path; characters that a URL cannot contain are
	 * percent-encoded
	 * @return the response
	 */
	public static Response redirect(int status, String location) {
		if (status / 100 != 3 || status == 304) {
			throw new IllegalArgumentException("The status " + status + " is not a redirect status");
		}
		return empty(status).header("Location", Location.of(location));
	}

	/**
	 * The text of an exception, or its problem details (RFC 9457) for a client that
	 * prefers JSON.
	 * @param exception the exception
	 * @return the response, with the exception's status and headers
	 */
	public static Response of(HttpException exception) {
		Response details = of("text/plain; charset=utf-8", new Problem(exception)).vary("Accept");
		return new Response(exception.status(), exception.headers(), Payloads.empty()).amend(details);
	}

	/**
	 * The status.
	 * @return the code
	 */
	public int status() {
		return this.status;
	}

	/**
	 * The same response with another status.
	 * @param status the code
	 * @return another response
	 */
	public Response status(int status) {
		return new Response(Status.check(status), this.headers, this.payload);
	}

	/**
	 * The headers.
	 * @return the headers in their order
	 */
	public List<Header> headers() {
		return this.headers;
	}

	/**
	 * The same response with a header, which replaces those of the same name.
	 * @param name the name
	 * @param value the value
	 * @return another response
	 * @throws IllegalArgumentException if the header is malformed
	 */
	public Response header(String name, String value) {
		return without(name).addHeader(name, value);
	}

	/**
	 * The same response with an additional header.
	 * @param name the name
	 * @param value the value
	 * @return another response
	 * @throws IllegalArgumentException if the header is malformed
	 */
	public Response addHeader(String name, String value) {
		List<Header> headers = new ArrayList<>(this.headers);
		headers.add(new Header(FieldSyntax.token(name, "name of the header"), FieldSyntax.value(value, name)));
		return new Response(this.status, List.copyOf(headers), this.payload);
	}

	/**
	 * The same response with another {@code Content-Type}.
	 * @param type the type
	 * @return another response
	 */
	public Response type(String type) {
		return header("Content-Type", type);
	}

	/**
	 * The same response with a cookie.
	 * @param cookie the cookie
	 * @return another response
	 */
	public Response cookie(Cookie cookie) {
		return addHeader("Set-Cookie", cookie.toString());
	}

	/**
	 * The same response, which deletes a cookie of the whole host.
	 * @param name the cookie's name
	 * @return another response
	 */
	public Response deleteCookie(String name) {
		return cookie(Cookie.of(name, "").maxAge(Duration.ZERO));
	}

	/**
	 * The same response, marked as depending on headers of the request.
	 * @param names the names of the headers
	 * @return another response
	 */
	public Response vary(String... names) {
		String before = String.join(",", FieldValue.all(this.headers, "Vary"));
		return header("Vary", FieldValue.union(before, names));
	}

	/**
	 * The same response with directives for caches: RFC 9111, section 5.2.2.
	 * @param directives the directives, such as {@code no-store} or {@code max-age=60}
	 * @return another response
	 */
	public Response cacheControl(String... directives) {
		return header("Cache-Control", String.join(", ", directives));
	}

	/**
	 * The same response with a tag.
	 * @param value the part between the quotes
	 * @return another response
	 */
	public Response etag(String value) {
		return header("ETag", EntityTag.of(value, false).toString());
	}

	/**
	 * The same response with the date of its last change. A future date is omitted,
	 * because a server must not send one.
	 * @param modified the date, in whole seconds
	 * @return another response
	 */
	public Response lastModified(Instant modified) {
		String date = HttpDates.lastModified(modified);
		return (date != null) ? header("Last-Modified", date) : without("Last-Modified");
	}

	/**
	 * The same response, which browsers save as a file: RFC 6266.
	 * @param filename the name that they suggest
	 * @return another response
	 */
	public Response download(String filename) {
		return header("Content-Disposition", Disposition.of("attachment", filename));
	}

	/**
	 * The same response, which browsers display, with a name to save it by: RFC 6266.
	 * @param filename the name that they suggest
	 * @return another response
	 */
	public Response inline(String filename) {
		return header("Content-Disposition", Disposition.of("inline", filename));
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		String[] varying = Varying.find(environ);
		return this.payload.send((varying != null) ? vary(varying) : this, environ, startResponse);
	}

	/**
	 * Calls {@code start_response} with the status and the headers.
	 */
	void start(StartResponse startResponse) {
		startResponse.call(Status.line(this.status), this.headers);
	}

	/**
	 * The {@code Content-Type}.
	 * @throws IllegalArgumentException if there is none
	 */
	String type() {
		String type = find("Content-Type");
		if (type == null) {
			throw new IllegalArgumentException("The response has no Content-Type: " + this);
		}
		return type;
	}

	/**
	 * Puts the status and the headers of this response on another.
	 */
	Response amend(Response other) {
		Response amended = (this.status != 200) ? other.status(this.status) : other;
		for (Header header : this.headers) {
			boolean adds = header.name().equalsIgnoreCase("Set-Cookie") || header.name().equalsIgnoreCase("Vary");
			amended = adds ? amended : amended.without(header.name());
		}
		for (Header header : this.headers) {
			amended = amended.addHeader(header.name(), header.value());
		}
		return amended;
	}

	/**
	 * The same response for a body that is already iterated.
	 */
	Response late() {
		return new Response(this.status, this.headers, this.payload.late());
	}

	/**
	 * Closes what is not going to be sent.
	 */
	void discard() throws Exception {
		this.payload.discard();
	}

	@Nullable String find(String name) {
		return FieldValue.first(this.headers, name);
	}

	@Override
	public String toString() {
		return Status.line(this.status) + " " + this.headers;
	}

	private static Response of(String type, Payload payload) {
		return new Response(200, List.of(new Header("Content-Type", FieldSyntax.value(type, "Content-Type"))), payload);
	}

	private static Response events(Payload payload) {
		// The last one asks nginx not to gather events.
		return of("text/event-stream", payload).cacheControl("no-cache").header("X-Accel-Buffering", "no");
	}

	private Response without(String name) {
		return new Response(this.status,
				this.headers.stream().filter((header) -> !header.name().equalsIgnoreCase(name)).toList(), this.payload);
	}

}
