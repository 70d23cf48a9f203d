package io.github.wsgi4j.python.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;

/**
 * The first start: of a required application, it takes all processes and fails with the
 * first failure; else it takes one, and fails when all have failed.
 */
final class Startup {

	private final String application;

	private final int successes;

	private final int failures;

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	private int ready;

	private int failed;

	Startup(String application, int processes, boolean required) {
		this.application = application;
		this.successes = required ? processes : 1;
		this.failures = required ? 1 : processes;
	}

	void ready() {
		if (++this.ready == this.successes) {
			this.result.complete(null);
		}
	}

	void failed(PythonStartException failure) {
		if (++this.failed == this.failures) {
			this.result.completeExceptionally(failure);
		}
	}

	/** Ends the waiting without a result. */
	void cancel() {
		// No failure of the start, of which somebody would have to be told.
		this.result
			.completeExceptionally(new IllegalStateException("The application '" + this.application + "' is stopping"));
	}

	/** Waits for the result. */
	void await(Duration timeout, Supplier<String> output) {
		try {
			// Spring interrupts a start that waits at a shutdown, but only where the wait
			// itself has no limit.
			this.result.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof TimeoutException) {
				throw late("it was not ready after " + timeout.toMillis() + " ms. Its last output:\n" + output.get());
			}
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw late("its start was interrupted");
		}
	}

	private PythonStartException late(String text) {
		return new PythonStartException(this.application, Reason.TIMEOUT, text);
	}

}
