package io.github.wsgi4j.container.response;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Header;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.http.ResponseHead;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpHeaders;

/**
 * Puts headers on the response to an error, which Spring writes in place of the
 * application's: those that middleware adds, and {@code Retry-After} where no application
 * can be asked.
 */
public final class ErrorHeaders {

	private static final Log logger = LogFactory.getLog(ErrorHeaders.class);

	private static final FailureStatus STATUS = new FailureStatus();

	private final List<HeaderMiddleware> middleware;

	private final String retryAfter;

	/**
	 * Creates it.
	 * @param middleware what adds headers, the outermost first
	 * @param retryAfter when a client that got a 503 may retry
	 */
	public ErrorHeaders(List<HeaderMiddleware> middleware, Duration retryAfter) {
		this.middleware = List.copyOf(middleware);
		this.retryAfter = Long.toString(retryAfter.toSeconds());
	}

	public boolean isEmpty() {
		return this.middleware.isEmpty();
	}

	/**
	 * Puts them on the response, if nothing of it has been sent.
	 */
	public void addTo(NativeExchange exchange, Map<String, Object> environ, Throwable error) {
		if (exchange.response().isCommitted()) {
			return;
		}
		HttpHeaders headers = exchange.response().getHeaders();
		if (error instanceof UnavailableException) {
			headers.set(HttpHeaders.RETRY_AFTER, this.retryAfter);
		}
		if (isEmpty()) {
			return;
		}
		List<Header> before = new ArrayList<>();
		headers.forEach((name, values) -> {
			if (!FieldSyntax.isHopByHop(name)) {
				values.forEach((value) -> before.add(Header.of(name, value)));
			}
		});
		List<Header> after = change(exchange, environ, STATUS.apply(error), before);
		before.forEach((header) -> headers.remove(header.name()));
		after.forEach((header) -> headers.add(header.name(), header.value().strip()));
	}

	private List<Header> change(NativeExchange exchange, Map<String, Object> environ, String status,
			List<Header> before) {
		List<Header> headers = before;
		for (int i = this.middleware.size() - 1; i >= 0; i--) {
			try {
				headers = ResponseHead.parse(status, this.middleware.get(i).headers(environ, status, headers))
					.headers();
			}
			catch (RuntimeException | Error ex) {
				logger.warn(exchange.logLine("a middleware failed to add its headers to an error response"), ex);
			}
		}
		return headers;
	}

}
