package io.github.wsgi4j.middleware.content;

import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.http.ContentHeaders;
import io.github.wsgi4j.http.EntityTag;
import io.github.wsgi4j.http.HttpDates;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.http.Preconditions;
import io.github.wsgi4j.middleware.HeaderFields;
import org.jspecify.annotations.Nullable;

/**
 * Answers with 304 if the client already has the response: its {@code If-None-Match}
 * names the {@code ETag} of the application, or, if there is no such header, its
 * {@code If-Modified-Since} is not before the {@code Last-Modified}. It handles responses
 * of status 200 to {@code GET} and {@code HEAD}. The application still computes its
 * response; the body is closed without being iterated.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, section
 * 13</a>
 */
public final class ConditionalGet implements Middleware {

	/**
	 * Creates the middleware.
	 */
	public ConditionalGet() {
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!isConditional(environ)) {
				return application.call(environ, startResponse);
			}
			Start start = new Start(environ, startResponse);
			Iterable<byte[]> body = application.call(environ, start);
			return start.notModified ? Body.replace(body, Body.empty()) : body;
		};
	}

	private static boolean isConditional(Map<String, Object> environ) {
		return Methods.isRead(environ)
				&& (environ.containsKey("HTTP_IF_NONE_MATCH") || environ.containsKey("HTTP_IF_MODIFIED_SINCE"));
	}

	private static final class Start implements StartResponse {

		private final Map<String, Object> environ;

		private final StartResponse server;

		private boolean notModified;

		Start(Map<String, Object> environ, StartResponse server) {
			this.environ = environ;
			this.server = server;
		}

		@Override
		public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
			HeaderFields fields = new HeaderFields(headers);
			this.notModified = status.startsWith("200 ") && new Preconditions(this.environ,
					EntityTag.parse(fields.first("ETag")), HttpDates.parse(fields.first("Last-Modified")))
				.evaluateResponse() == Preconditions.Outcome.NOT_MODIFIED;
			if (!this.notModified) {
				return this.server.call(status, fields.list(), excInfo);
			}
			return this.server.call("304 Not Modified", ContentHeaders.ofNotModified(fields.list()), excInfo);
		}

	}

}
