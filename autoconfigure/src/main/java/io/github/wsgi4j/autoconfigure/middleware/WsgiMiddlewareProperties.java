package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.middleware.RuntimeHeader;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware}: each middleware is off until it is
 * enabled.
 *
 * @param accessLog A line in the log for each request.
 * @param requestId An identifier for each request.
 * @param runtime A header that tells how long a response took.
 * @param timeout A limit for the time that an application takes.
 * @param exceptionPage A page that shows an exception, for development.
 * @param maximumBody A limit for the body of a request.
 * @param trailingSlash One path for each page, with or without a slash at its end.
 * @param methodOverride A method that a POST names.
 * @param profiler The methods that a request spends its time in, for development.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiMiddlewareProperties(@DefaultValue AccessLog accessLog, @DefaultValue RequestId requestId,
		@DefaultValue ResponseTime runtime, @DefaultValue Timeout timeout, @DefaultValue ExceptionPage exceptionPage,
		@DefaultValue MaximumBody maximumBody, @DefaultValue TrailingSlash trailingSlash,
		@DefaultValue MethodOverride methodOverride, @DefaultValue Profiler profiler) {

	/**
	 * The properties under {@code wsgi.middleware.access-log}.
	 *
	 * @param enabled Whether each request is logged, at the level info of the log
	 * 'wsgi.access'.
	 * @param format What a line looks like: 'combined' as Apache's format of that name,
	 * or 'key-value' with all that is known.
	 */
	public record AccessLog(@DefaultValue("false") boolean enabled, @DefaultValue("combined") AccessLogFormat format) {

	}

	/**
	 * The properties under {@code wsgi.middleware.request-id}.
	 *
	 * @param enabled Whether each request gets an identifier.
	 * @param header Name of the header that has it.
	 * @param trust Whether the identifier that a client sends is taken.
	 */
	public record RequestId(@DefaultValue("false") boolean enabled, @DefaultValue("X-Request-Id") String header,
			@DefaultValue("false") boolean trust) {

	}

	/**
	 * The properties under {@code wsgi.middleware.runtime}.
	 *
	 * @param enabled Whether a header tells how long it took to start a response.
	 * @param format Header that tells it: 'X-Runtime' in seconds or 'Server-Timing' in
	 * milliseconds.
	 */
	public record ResponseTime(@DefaultValue("false") boolean enabled,
			@DefaultValue("x-runtime") RuntimeHeader.Format format) {

	}

	/**
	 * The properties under {@code wsgi.middleware.timeout}.
	 *
	 * @param enabled Whether an application that takes too long is interrupted, except on
	 * an event loop.
	 * @param limit Longest time until an application returns a body or writes its first
	 * block.
	 */
	public record Timeout(@DefaultValue("false") boolean enabled, @DefaultValue("30s") Duration limit) {

		/**
		 * Creates properties that make sense.
		 */
		public Timeout {
			RefusedValueException.unless(limit.toMillis() > 0, "wsgi.middleware.timeout.limit", limit, "at least 1ms");
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.exception-page}.
	 *
	 * @param enabled Whether an exception is answered with a page that shows its stack
	 * trace and the environ, for development alone.
	 */
	public record ExceptionPage(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.maximum-body}.
	 *
	 * @param enabled Whether a request with a body that is too large is answered 413.
	 * @param limit Largest body that is accepted.
	 */
	public record MaximumBody(@DefaultValue("false") boolean enabled, @DefaultValue("10MB") DataSize limit) {

		/**
		 * Creates properties that make sense.
		 */
		public MaximumBody {
			RefusedValueException.unless(!limit.isNegative(), "wsgi.middleware.maximum-body.limit", limit,
					"at least 0");
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.trailing-slash}.
	 *
	 * @param enabled Whether a page is redirected to its path with or without a slash at
	 * the end.
	 * @param added Whether a slash is added where there is none, and not removed.
	 * @param everyMethod Whether requests of every method are redirected, and not only
	 * GET and HEAD.
	 */
	public record TrailingSlash(@DefaultValue("false") boolean enabled, @DefaultValue("false") boolean added,
			@DefaultValue("false") boolean everyMethod) {

	}

	/**
	 * The properties under {@code wsgi.middleware.method-override}.
	 *
	 * @param enabled Whether a POST may name the method that it stands for: PUT, PATCH or
	 * DELETE.
	 */
	public record MethodOverride(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.profiler}.
	 *
	 * @param enabled Whether the methods that a request spends its time in are printed to
	 * 'wsgi.errors', for development.
	 * @param interval How often the stack of a request is looked at.
	 * @param methods Most methods that are printed.
	 */
	public record Profiler(@DefaultValue("false") boolean enabled, @DefaultValue("10ms") Duration interval,
			@DefaultValue("20") int methods) {

		/**
		 * Creates properties that make sense.
		 */
		public Profiler {
			RefusedValueException.unless(interval.toMillis() > 0, "wsgi.middleware.profiler.interval", interval,
					"at least 1ms");
			RefusedValueException.unless(methods >= 0, "wsgi.middleware.profiler.methods", methods, "at least 0");
		}

	}

}
