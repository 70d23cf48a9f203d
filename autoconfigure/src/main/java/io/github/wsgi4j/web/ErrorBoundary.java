package io.github.wsgi4j.web;

import java.io.IOException;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.StartResponse;
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
		try {
			return closing(environ, application.call(environ, startResponse));
		}
		catch (InterruptedException | Error ex) {
			close(environ, ex);
			throw ex;
		}
		catch (Exception ex) {
			return answer(environ, startResponse, routing, ex);
		}
	}

	private static Iterable<byte[]> answer(Map<String, Object> environ, StartResponse startResponse,
			@Nullable Routing routing, Exception failure) throws Exception {
		try {
			Application answer = Errors.answer(failure, environ, routing);
			if (answer == null) {
				throw failure;
			}
			// The exception tells the server that this may replace what was started.
			return closing(environ, answer.call(environ, (status, headers, excInfo) -> startResponse.call(status,
					headers, (excInfo != null) ? excInfo : failure)));
		}
		catch (Exception | Error ex) {
			if (!ex.equals(failure)) {
				ex.addSuppressed(failure);
			}
			close(environ, ex);
			throw ex;
		}
	}

	private static Iterable<byte[]> closing(Map<String, Object> environ, Iterable<byte[]> body) {
		Content content = Content.find(environ);
		return (content != null) ? Body.onClose(body, content) : body;
	}

	private static void close(Map<String, Object> environ, Throwable failure) {
		Content content = Content.find(environ);
		if (content != null) {
			try {
				content.close();
			}
			catch (IOException ex) {
				failure.addSuppressed(ex);
			}
		}
	}

}
