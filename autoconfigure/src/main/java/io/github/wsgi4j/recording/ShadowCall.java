package io.github.wsgi4j.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Input;
import io.github.wsgi4j.http.Methods;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One call of a shadow, and the comparison of what it answers.
 */
final class ShadowCall {

	/** Takes the place of the request where only responses matter. */
	private static final RecordedRequest NO_REQUEST = new RecordedRequest(Map.of(), new RecordedHead("", List.of()));

	private final Application shadow;

	private final ShadowSettings settings;

	private final RecordedExchange primary;

	private final Map<String, Object> environ;

	private final @Nullable Object pattern;

	private volatile Map<String, Object> asked;

	/**
	 * Creates a call.
	 * @param primary the exchange that the client has seen
	 * @param environ the environ as it was when that began
	 * @param pattern the pattern of its path, or {@code null} if there is none
	 */
	ShadowCall(Application shadow, ShadowSettings settings, RecordedExchange primary, Map<String, Object> environ,
			@Nullable Object pattern) {
		this.shadow = shadow;
		this.settings = settings;
		this.primary = primary;
		this.environ = environ;
		this.pattern = pattern;
		this.asked = environ;
	}

	/**
	 * Calls the shadow on this thread and compares its answer. The thread is interrupted
	 * if that takes too long.
	 * @param results takes the result, and does not wait for a shadow that takes no
	 * notice of the interrupt
	 */
	void run(Consumer<ShadowResult> results) {
		runInTime(new FutureTask<>(() -> compare(ask())) {

			@Override
			protected void done() {
				results.accept(result(this));
			}

		});
	}

	private ShadowResult result(FutureTask<ShadowResult> call) {
		try {
			return call.get();
		}
		catch (CancellationException ex) {
			return failed("it took longer than " + this.settings.timeout().toMillis() + " ms", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return failed("it threw " + cause.getClass().getName(), cause);
		}
		catch (InterruptedException ex) {
			return failed("its answer cannot be compared", ex);
		}
	}

	private ShadowResult compare(RecordedExchange answer) {
		try {
			return compared(answer);
		}
		catch (RuntimeException | StackOverflowError ex) {
			return failed("its answer cannot be compared", ex);
		}
	}

	private ShadowResult compared(RecordedExchange answer) {
		List<Difference> differences = this.settings.comparison()
			.differences(this.primary.recording(NO_REQUEST), answer.recording(NO_REQUEST));
		if (differences.isEmpty()) {
			return ShadowResult.of(route(), Outcome.AGREED, "", null);
		}
		RecordedRequest request = RecordedRequest.of(this.environ);
		return ShadowResult.of(route(), differences, this.primary.recording(request), answer.recording(request));
	}

	private void runInTime(FutureTask<?> call) {
		CompletableFuture<Object> timer = new CompletableFuture<>();
		CompletableFuture<Boolean> end = timer
			.orTimeout(TimeUnit.NANOSECONDS.convert(this.settings.timeout()), TimeUnit.NANOSECONDS)
			// A call that has ended takes no notice.
			.handle((ended, late) -> call.cancel(true));
		call.run();
		timer.complete(call);
		// The thread is another call's next, and what is told may be of this one.
		end.join();
		Thread.interrupted();
	}

	private RecordedExchange ask() throws Exception {
		Map<String, Object> environ = new HashMap<>(this.environ);
		environ.put(Environ.WSGI_INPUT, new Input(new ByteArrayInputStream(this.primary.requestBody().bytes())));
		environ.put(Environ.INPUT_COMPLETE, true);
		this.asked = environ;
		try (PrintWriter errors = this.settings.errors().get()) {
			environ.put(Environ.WSGI_ERRORS, errors);
			RecordedExchange exchange = new RecordedExchange(environ, new Capture(0),
					new Capture(this.settings.maxBody()), (done) -> {
					});
			Iterable<byte[]> body = exchange.call(this.shadow, environ, (status, headers, excInfo) -> (block) -> {
				if (exchange.length() > this.settings.maxBody()) {
					throw new IOException("The shadow has written more than is compared");
				}
			});
			take(body, exchange);
			return exchange;
		}
	}

	@SuppressWarnings("try") // it throws what the shadow's body throws
	private void take(Iterable<byte[]> body, RecordedExchange exchange) throws Exception {
		try (AutoCloseable closeable = (body instanceof AutoCloseable own) ? own : () -> {
		}) {
			if (body instanceof FileBody) {
				return;
			}
			boolean hasBody = !this.primary.responseBody().isOpen() && !Methods.isHead(this.environ);
			Iterator<byte[]> blocks = body.iterator();
			while ((hasBody || exchange.response() == null) && exchange.length() <= this.settings.maxBody()
					&& blocks.hasNext()) {
				blocks.next();
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedException();
				}
			}
		}
	}

	private String route() {
		return ShadowResult.route(this.environ,
				(this.pattern != null) ? this.pattern : this.asked.get(Environ.PATTERN));
	}

	private ShadowResult failed(String reason, Throwable failure) {
		return ShadowResult.of(route(), Outcome.FAILED, reason, failure);
	}

}
