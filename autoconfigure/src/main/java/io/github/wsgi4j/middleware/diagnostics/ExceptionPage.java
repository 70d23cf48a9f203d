package io.github.wsgi4j.middleware.diagnostics;

import java.util.function.Function;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.middleware.GuardedBlocks;

/**
 * Answers an exception of the application with a page that shows its stack trace and the
 * environ, for development only. Values that look like secrets are left out. A client
 * that does not ask for HTML gets plain text. The exception goes to {@code wsgi.errors}
 * too.
 *
 * <p>
 * The exception goes on to the server if something has already been sent, if it is due to
 * an interrupt, or if the server would answer it with a status below 500.
 */
public final class ExceptionPage implements Middleware {

	private final Function<Throwable, String> status;

	/**
	 * Creates a middleware that answers with 500.
	 */
	public ExceptionPage() {
		this((failure) -> FailurePage.STATUS);
	}

	/**
	 * Creates a middleware for a server that answers exceptions in its own way.
	 * @param status returns the status with which the server answers an exception, as in
	 * {@code 404 Not Found}
	 */
	public ExceptionPage(Function<Throwable, String> status) {
		this.status = status;
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			FailurePage page = new FailurePage(environ, startResponse, this.status);
			try {
				return GuardedBlocks.of(application.call(environ, startResponse), page::answerUnchecked);
			}
			catch (Throwable ex) {
				return page.answer(ex);
			}
		};
	}

}
