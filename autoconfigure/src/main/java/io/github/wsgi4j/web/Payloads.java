package io.github.wsgi4j.web;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.ContentHeaders;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.FieldValue;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.Preconditions;
import io.github.wsgi4j.web.streaming.BlockOutputStream;
import io.github.wsgi4j.web.streaming.LateBody;
import org.jspecify.annotations.Nullable;

/**
 * The payloads that are no files.
 */
final class Payloads {

	private static final int WRITTEN_BLOCK = 16 * 1024;

	private Payloads() {
	}

	static Payload bytes(byte[] bytes) {
		return (response, environ, startResponse) -> conditional(response, environ, startResponse, bytes);
	}

	static Payload empty() {
		return (response, environ, startResponse) -> conditional(response, environ, startResponse, Body::empty);
	}

	static Payload json(Object value) {
		return (response, environ, startResponse) -> conditional(response, environ, startResponse,
				Json.of(environ).write(value));
	}

	static Payload view(String name, Map<String, ?> model) {
		return (response, environ, startResponse) -> {
			String page = Views.of(environ).render(name, model, environ);
			return conditional(response, environ, startResponse, page.getBytes(StandardCharsets.UTF_8));
		};
	}

	static Payload stream(Iterable<byte[]> body) {
		return new Payload() {

			@Override
			public Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse)
					throws Exception {
				return Body.orClose(body, () -> {
					Iterable<byte[]> instead = start(response, environ, startResponse);
					return (instead != null) ? Body.replace(body, instead) : body;
				});
			}

			@Override
			public void discard() throws Exception {
				if (body instanceof AutoCloseable closeable) {
					closeable.close();
				}
			}

		};
	}

	static Payload async(CompletionStage<Response> stage) {
		return new Payload() {

			@Override
			public Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse) {
				return ErrorBoundary.late(environ, startResponse, stage, (late) -> response.amend(late.late()));
			}

			@Override
			public void discard() {
				LateBody.abandon(stage, Response::discard);
			}

		};
	}

	static Payload stream(Flow.Publisher<byte[]> publisher) {
		return (response, environ, startResponse) -> conditional(response, environ, startResponse,
				() -> Body.from(publisher));
	}

	static Payload written(BodyWriter writer) {
		return new Payload() {

			@Override
			public Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse)
					throws Exception {
				Write[] write = new Write[1];
				return conditional(response, environ,
						(status, headers, excInfo) -> write[0] = startResponse.call(status, headers, excInfo), () -> {
							writeTo(new BufferedOutputStream(new BlockOutputStream(write[0]), WRITTEN_BLOCK), environ);
							return Body.empty();
						});
			}

			@Override
			public Payload late() {
				return (response, environ, startResponse) -> conditional(response, environ, startResponse, () -> {
					ByteArrayOutputStream bytes = new ByteArrayOutputStream();
					writeTo(bytes, environ);
					return Body.of(bytes.toByteArray());
				});
			}

			private void writeTo(OutputStream stream, Map<String, Object> environ) throws Exception {
				if (!Methods.isHead(environ)) {
					writer.writeTo(stream);
					stream.flush();
				}
			}

		};
	}

	private static Iterable<byte[]> conditional(Response response, Map<String, Object> environ,
			StartResponse startResponse, byte[] bytes) throws Exception {
		return conditional(response, environ, startResponse, () -> Body.of(bytes));
	}

	private static Iterable<byte[]> conditional(Response response, Map<String, Object> environ,
			StartResponse startResponse, Callable<Iterable<byte[]>> body) throws Exception {
		Iterable<byte[]> instead = start(response, environ, startResponse);
		return (instead != null) ? instead : body.call();
	}

	/**
	 * Starts the response, or sends another in its place because of the conditions of the
	 * request.
	 * @return the body of the other, an empty one where none is wanted, or {@code null}
	 */
	private static @Nullable Iterable<byte[]> start(Response response, Map<String, Object> environ,
			StartResponse startResponse) throws Exception {
		Response answer = conditional(response, environ);
		if (answer != response) {
			return answer.call(environ, startResponse);
		}
		response.start(startResponse);
		// The headers would wait for an event, which may never come.
		return (Methods.isHead(environ) && isEvents(response)) ? Body.empty() : null;
	}

	private static boolean isEvents(Response response) {
		String type = response.find("Content-Type");
		return type != null && FieldValue.name(type).equals("text/event-stream");
	}

	/**
	 * The response, or what is sent in its place because of the conditions of a request:
	 * of one that has a tag or a date and would be 200.
	 */
	private static Response conditional(Response response, Map<String, Object> environ) {
		EntityTag tag = EntityTag.parse(response.find("ETag"));
		Instant modified = HttpDates.parse(response.find("Last-Modified"));
		if (response.status() != 200 || (tag == null && modified == null)) {
			return response;
		}
		return switch (new Preconditions(environ, tag, modified).evaluateResponse()) {
			case NOT_MODIFIED -> new Response(304, ContentHeaders.ofNotModified(response.headers()), empty());
			case FAILED -> new Response(412, ContentHeaders.ofRefusal(response.headers()), empty());
			case PROCEED -> response;
		};
	}

}
