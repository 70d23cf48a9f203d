package io.github.wsgi4j.middleware.diagnostics;

import java.util.function.Consumer;
import java.util.function.Function;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;

/**
 * Logs each request when it has ended: when its body is closed, or the application has
 * thrown an exception instead of returning one.
 *
 * <pre class="code">
 * AccessLog.to(entry -&gt; out.println(entry.combined())).wrap(application);
 * </pre>
 */
public final class AccessLog implements Middleware {

	private final Consumer<AccessLogEntry> log;

	private final Function<Throwable, String> failureStatus;

	private AccessLog(Consumer<AccessLogEntry> log, Function<Throwable, String> failureStatus) {
		this.log = log;
		this.failureStatus = failureStatus;
	}

	/**
	 * Creates an access log.
	 * @param log receives each entry, on the thread that closes the body
	 * @return the middleware
	 */
	public static AccessLog to(Consumer<AccessLogEntry> log) {
		return new AccessLog(log, (failure) -> FailurePage.STATUS);
	}

	/**
	 * The same middleware, for a server that answers exceptions in its own way.
	 * @param status returns the status with which the server answers an exception, as in
	 * {@code 404 Not Found}; otherwise it is 500
	 * @return the middleware
	 */
	public AccessLog failureStatus(Function<Throwable, String> status) {
		return new AccessLog(this.log, status);
	}

	@Override
	public Application wrap(Application application) {
		return (environ, startResponse) -> {
			LoggedCall call = new LoggedCall(environ, this.log, this.failureStatus);
			try {
				return call.body(application.call(environ, call.startResponse(startResponse)));
			}
			catch (Throwable ex) {
				call.failed(ex);
				throw ex;
			}
		};
	}

}
