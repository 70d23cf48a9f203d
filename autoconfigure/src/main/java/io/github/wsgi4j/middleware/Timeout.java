package io.github.wsgi4j.middleware;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.Write;

/**
 * Interrupts an application that takes too long until it returns a body or writes its
 * first block. If the application then ends with an exception and nothing has been sent,
 * the client gets a 503, and the exception goes to {@code wsgi.errors}. An application
 * that ignores the interrupt goes on, and its own response is sent. The blocks of a body
 * may take as long as they like.
 */
public final class Timeout implements Middleware {

	private static final List<Header> HEADERS = List.of(Header.of("Content-Type", "text/plain; charset=utf-8"),
			Header.of("Cache-Control", "no-store"));

	private final Duration limit;

	private final Predicate<Thread> interruptible;

	private Timeout(Duration limit, Predicate<Thread> interruptible) {
		this.limit = limit;
		this.interruptible = interruptible;
	}

	/**
	 * Creates a middleware.
	 * @param limit how long an application may take
	 * @return the middleware
	 * @throws IllegalArgumentException if the limit is not positive
	 */
	public static Timeout after(Duration limit) {
		if (limit.isNegative() || limit.isZero()) {
			throw new IllegalArgumentException("The limit must be positive, not " + limit);
		}
		return new Timeout(limit, (thread) -> true);
	}

	/**
	 * The same middleware, for a server with threads that must not be interrupted, such
	 * as an event loop, which would lose its connections. An application that runs on one
	 * of them has no limit.
	 * @param interruptible whether a thread may be interrupted
	 * @return the middleware
	 */
	public Timeout interrupting(Predicate<Thread> interruptible) {
		return new Timeout(this.limit, interruptible);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			if (!this.interruptible.test(Thread.currentThread())) {
				return application.call(environ, startResponse);
			}
			Deadline deadline = Deadline.start(this.limit);
			try {
				return application.call(environ, (status, headers, excInfo) -> {
					Write write = startResponse.call(status, headers, excInfo);
					return (block) -> {
						deadline.end();
						write.call(block);
					};
				});
			}
			catch (Exception ex) {
				if (!deadline.end()) {
					throw ex;
				}
				// Whether something was sent the server knows: it throws the exception
				// then.
				startResponse.call("503 Service Unavailable", HEADERS, ex);
				tell(environ, ex);
				return Body.text("The request took too long.\n");
			}
			finally {
				deadline.end();
			}
		};
	}

	private void tell(Map<String, Object> environ, Exception ex) {
		if (environ.get(Environ.WSGI_ERRORS) instanceof PrintWriter errors) {
			errors.println("The application was interrupted after " + this.limit.toMillis() + " ms");
			ex.printStackTrace(errors);
		}
	}

}
