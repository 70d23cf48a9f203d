package io.github.wsgi4j.middleware.diagnostics;

import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.Causes;
import io.github.wsgi4j.http.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * Answers the exception of one call.
 */
record FailurePage(Map<String, Object> environ, StartResponse startResponse, Function<Throwable, String> status) {

	/** The status of an exception for which the server has no other. */
	static final String STATUS = "500 Internal Server Error";

	/**
	 * Starts the response again, with a page.
	 * @throws T the exception, if it goes on
	 */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" }) // it was thrown
																		// here
	private <T extends Throwable> Iterable<byte[]> start(Throwable failure) throws T {
		String status = this.status.apply(failure);
		if (isInterrupt(failure) || status.charAt(0) < '5') {
			throw (T) failure;
		}
		boolean html = isHtmlAccepted();
		FailureText text = new FailureText(status, failure, this.environ);
		byte[] page = (html ? text.html() : text.plain()).getBytes(StandardCharsets.UTF_8);
		// The server throws the exception if it is too late for a page.
		this.startResponse.call(status,
				List.of(Header.of("Content-Type", (html ? "text/html" : "text/plain") + "; charset=utf-8"),
						// In the place of a publisher's blocks, the page ends before they
						// do.
						Header.of("Content-Length", Integer.toString(page.length)),
						Header.of("Cache-Control", "no-store"), Header.of("X-Content-Type-Options", "nosniff"),
						Header.of("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")),
				failure);
		if (this.environ.get(Environ.WSGI_ERRORS) instanceof PrintWriter errors) {
			failure.printStackTrace(errors);
		}
		return Body.of(page);
	}

	Iterable<byte[]> answer(Throwable failure) throws Exception {
		return this.<Exception>start(failure);
	}

	Iterable<byte[]> answerUnchecked(Throwable failure) {
		return this.<RuntimeException>start(failure);
	}

	private static boolean isInterrupt(Throwable failure) {
		return Causes.of(failure)
			.stream()
			.anyMatch((cause) -> cause instanceof InterruptedException || cause instanceof InterruptedIOException
					|| cause instanceof ClosedByInterruptException);
	}

	private boolean isHtmlAccepted() {
		@Nullable Object accept = this.environ.get("HTTP_ACCEPT");
		return accept instanceof String types && FieldValue.elements(types)
			.stream()
			.anyMatch((range) -> FieldValue.name(range).equals("text/html") && FieldValue.weight(range) > 0);
	}

}
