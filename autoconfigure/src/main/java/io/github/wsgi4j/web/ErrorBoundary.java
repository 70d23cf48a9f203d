package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.web.negotiation.Varying;
import io.github.wsgi4j.web.streaming.LateBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls an application, answers what it throws, and closes with its body what was read of
 * the request.
 */
final class ErrorBoundary {

	private ErrorBoundary() {
	}

	static Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse, @Nullable Routing routing,
			Application application) throws Exception {
		return call(environ, startResponse, routing, application, UnaryOperator.identity());
	}

	private static Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse,
			@Nullable Routing routing, Application application, UnaryOperator<Response> amend) throws Exception {
		SentStart start = new SentStart(startResponse);
		try {
			// An error's own application is told from others by what it starts.
			return closing(environ,
					application.call(environ, (startResponse instanceof ErrorStart) ? startResponse : start));
		}
		catch (InterruptedException | Error ex) {
			close(environ, ex);
			throw ex;
		}
		catch (Exception ex) {
			if (start.sent) {
				close(environ, ex);
				throw ex;
			}
			return answer(environ, startResponse, routing, ex, amend);
		}
	}

	/**
	 * Answers a response that comes later. Where its stage fails, or it does not answer,
	 * that is as if the handler had thrown the exception.
	 * @param amend changes the response
	 */
	static Iterable<byte[]> late(Map<String, Object> environ, StartResponse startResponse,
			CompletionStage<Response> stage, UnaryOperator<Response> amend) {
		Routing routing = Routing.find(environ);
		Iterable<byte[]> body = LateBody.of(stage, (response) -> {
			Routing before = Routing.find(environ);
			try {
				return late(environ, startResponse, routing,
						(variables, start) -> amend.apply(response.call()).call(variables, start));
			}
			finally {
				Routing.set(environ, before);
			}
		}, Response::discard);
		return Body.onClose(body, () -> close(environ));
	}

	// The routers around it have been left: what the errors of one throw is for the next.
	private static Iterable<byte[]> late(Map<String, Object> environ, StartResponse startResponse,
			@Nullable Routing routing, Application application) throws Exception {
		Routing.set(environ, routing);
		if (startResponse instanceof ErrorStart) {
			// It answers an error, and its own is not for the same handlers.
			return application.call(environ, startResponse);
		}
		try {
			return call(environ, startResponse, routing, application, Response::late);
		}
		catch (Exception ex) {
			if (routing == null || routing.outer() == null) {
				throw ex;
			}
			return late(environ, startResponse, routing.outer(), (variables, start) -> {
				throw ex;
			});
		}
	}

	private static Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse,
			@Nullable Routing routing, Exception failure, UnaryOperator<Response> amend) throws Exception {
		try {
			Application answer = Errors.answer(failure, environ, routing);
			if (answer == null) {
				throw failure;
			}
			return closing(environ, answered((answer instanceof Response response) ? amend.apply(response) : answer,
					environ, new ErrorStart(startResponse, failure)));
		}
		catch (Exception | Error ex) {
			if (!ex.equals(failure)) {
				ex.addSuppressed(failure);
			}
			close(environ, ex);
			throw ex;
		}
	}

	/**
	 * Calls what a handler has returned.
	 * @throws IllegalStateException if that is nothing
	 */
	static Iterable<byte[]> answered(@Nullable Application answer, Map<String, Object> environ,
			StartResponse startResponse) throws Exception {
		if (answer == null) {
			throw new IllegalStateException("The handler of " + Request.of(environ) + " has returned null");
		}
		return (answer instanceof Response) ? answer.call(environ, startResponse)
				: Varying.call(answer, environ, startResponse);
	}

	private static Iterable<byte[]> closing(Map<String, Object> environ, Iterable<byte[]> body) {
		Content content = Content.find(environ);
		return (content != null) ? Body.onClose(body, content) : body;
	}

	private static void close(Map<String, Object> environ, Throwable failure) {
		try {
			close(environ);
		}
		catch (IOException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static void close(Map<String, Object> environ) throws IOException {
		Content content = Content.find(environ);
		if (content != null) {
			content.close();
		}
	}

	/**
	 * Knows whether something was written. Then no handler can answer an exception, and
	 * the server logs it as it logs any other, or hardly at all if the client has left.
	 */
	private static final class SentStart implements StartResponse {

		private final StartResponse server;

		private boolean sent;

		SentStart(StartResponse server) {
			this.server = server;
		}

		@Override
		public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
			Write write = this.server.call(status, headers, excInfo);
			return (block) -> {
				this.sent = true;
				write.call(block);
			};
		}

	}

	/**
	 * Starts the response to an exception, which tells the server that it may replace
	 * what was started. Headers that the status demands, such as {@code Allow}, are those
	 * of the exception unless the response has its own.
	 */
	private record ErrorStart(StartResponse server, Exception failure) implements StartResponse {

		@Override
		public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
			boolean same = this.failure instanceof HttpException http && status.startsWith(http.status() + " ");
			return this.server.call(status, same ? completed(headers, (HttpException) this.failure) : headers,
					(excInfo != null) ? excInfo : this.failure);
		}

		private static List<Header> completed(Iterable<Header> headers, HttpException exception) {
			List<Header> all = new ArrayList<>();
			Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
			// The type is that of the exception's text.
			names.add("Content-Type");
			headers.forEach((header) -> {
				all.add(header);
				names.add(header.name());
			});
			exception.headers().stream().filter((header) -> !names.contains(header.name())).forEach(all::add);
			return all;
		}

	}

}
