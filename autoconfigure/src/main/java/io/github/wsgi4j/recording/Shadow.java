package io.github.wsgi4j.recording;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Sends each request that the application has answered to another application, the
 * shadow, and compares the two responses. Clients get only the answer of the application,
 * and do not wait for the shadow. Bodies are copied as they pass and are neither held up
 * nor changed; the body of a file is copied from the file before it is sent.
 *
 * <p>
 * When the shadow is at its limits, or there is no time for it, requests go by without
 * it. So do those that have nothing to compare: the application has failed, the client
 * has gone away, the response was 304, or a body is too large.
 */
public final class Shadow implements Middleware {

	private final Application shadow;

	private final ShadowSettings settings;

	private final Executor executor;

	private final Consumer<ShadowResult> results;

	private final Memory memory;

	private final AtomicInteger calls = new AtomicInteger();

	/**
	 * Creates a middleware.
	 * @param shadow the application to compare with
	 * @param settings the settings
	 * @param executor runs the calls of the shadow
	 * @param results takes the result of each exchange, on any thread, at once
	 */
	public Shadow(Application shadow, ShadowSettings settings, Executor executor, Consumer<ShadowResult> results) {
		this.shadow = shadow;
		this.settings = settings;
		this.executor = executor;
		this.results = results;
		this.memory = settings.memory();
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!isSelected(environ) || ThreadLocalRandom.current().nextDouble() >= this.settings.sample()) {
				return application.call(environ, startResponse);
			}
			if (this.calls.get() >= this.settings.most() || !this.settings.spareTime().getAsBoolean()) {
				return withoutShadow(application, environ, startResponse);
			}
			Map<String, Object> copy = copy(environ);
			return new RecordedExchange(environ, capture(), capture(), (exchange) -> done(exchange, environ, copy))
				.call(application, environ, startResponse);
		};
	}

	private boolean isSelected(Map<String, Object> environ) {
		try {
			return this.settings.selected().test(environ);
		}
		catch (RuntimeException | StackOverflowError ex) {
			// A regular expression may be the reason, and no client.
			tell(environ, Outcome.FAILED, "its requests cannot be selected", ex);
			return false;
		}
	}

	@SuppressWarnings("NullAway") // The server says what is wrong with no body.
	private Iterable<byte[]> withoutShadow(Application application, Map<String, Object> environ,
			StartResponse startResponse) throws Exception {
		Iterable<byte[]> body = application.call(environ, startResponse);
		// The route is known when the response has begun.
		return (body != null) ? Body.onClose(body, () -> tell(environ, Outcome.DROPPED, "", null)) : null;
	}

	private Capture capture() {
		return new Capture(this.settings.maxBody(), this.memory);
	}

	/**
	 * Copies an environ without what belongs to its exchange.
	 */
	private Map<String, Object> copy(Map<String, Object> environ) {
		Map<String, Object> copy = new HashMap<>(2 * environ.size());
		environ.forEach((name, value) -> {
			if (value instanceof String || value instanceof Boolean || value instanceof Number
					|| name.equals(Environ.WSGI_VERSION) || name.equals(Environ.WSGI_FILE_WRAPPER)
					|| this.settings.shared().contains(name)) {
				copy.put(name, value);
			}
		});
		return copy;
	}

	private void done(RecordedExchange exchange, Map<String, Object> environ, Map<String, Object> copy) {
		String obstacle = obstacle(exchange, environ);
		if (exchange.isRefused() || obstacle != null) {
			exchange.forget();
			tell(environ, exchange.isRefused() ? Outcome.DROPPED : Outcome.SKIPPED, (obstacle != null) ? obstacle : "",
					null);
			return;
		}
		if (this.calls.incrementAndGet() <= this.settings.most()) {
			ShadowCall call = new ShadowCall(this.shadow, this.settings, exchange, copy, environ.get(Environ.PATTERN));
			try {
				this.executor.execute(() -> run(call, exchange));
				return;
			}
			catch (RejectedExecutionException | OutOfMemoryError ex) {
				// It is at its limits as well, or shut down, or the system has no thread.
			}
		}
		this.calls.decrementAndGet();
		exchange.forget();
		tell(environ, Outcome.DROPPED, "", null);
	}

	private void run(ShadowCall call, RecordedExchange exchange) {
		try {
			call.run(this.results);
		}
		finally {
			exchange.forget();
			this.calls.decrementAndGet();
		}
	}

	private void tell(Map<String, Object> environ, Outcome outcome, String reason, @Nullable Throwable failure) {
		this.results.accept(
				ShadowResult.of(ShadowResult.route(environ, environ.get(Environ.PATTERN)), outcome, reason, failure));
	}

	private static @Nullable String obstacle(RecordedExchange exchange, Map<String, Object> environ) {
		RecordedHead head = exchange.response();
		RecordedBody request = exchange.requestBody();
		RecordedBody response = exchange.responseBody();
		if (head == null || !(response.isOpen() || response.ending().equals(RecordedBody.WHOLE))) {
			return "the application has failed";
		}
		if (request.isCut() || response.isCut()) {
			return "a body is too large";
		}
		if (request.isOpen()) {
			return "the application has not read the whole request";
		}
		if (head.line().startsWith("304")) {
			return "the client has the response already";
		}
		boolean hasNoBody = Methods.isHead(environ) || head.line().startsWith("204");
		return (response.isOpen() && !hasNoBody) ? "the client has gone away" : null;
	}

}
