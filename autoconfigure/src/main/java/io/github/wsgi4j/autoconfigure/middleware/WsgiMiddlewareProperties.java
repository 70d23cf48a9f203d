package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.http.FieldSyntax;
import io.github.wsgi4j.middleware.RuntimeHeader;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.middleware}. Each middleware is disabled by default.
 *
 * @param accessLog The access log.
 * @param requestId Request identifiers.
 * @param runtime A header with the time that a response took.
 * @param timeout A time limit for applications.
 * @param exceptionPage A page that shows exceptions, for development.
 * @param maximumBody A limit for request bodies.
 * @param trailingSlash Redirects that add or remove a trailing slash.
 * @param methodOverride Methods that a POST stands for.
 * @param profiler A sampling profiler, for development.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiMiddlewareProperties(@DefaultValue AccessLog accessLog, @DefaultValue RequestId requestId,
		@DefaultValue ResponseTime runtime, @DefaultValue Timeout timeout, @DefaultValue ExceptionPage exceptionPage,
		@DefaultValue MaximumBody maximumBody, @DefaultValue TrailingSlash trailingSlash,
		@DefaultValue MethodOverride methodOverride, @DefaultValue Profiler profiler) {

	/**
	 * The properties under {@code wsgi.middleware.access-log}.
	 *
	 * @param enabled Whether to log each request at the INFO level, to the logger
	 * 'wsgi.access'.
	 * @param format Format of the log: 'combined', as in Apache, or 'key-value' with all
	 * known fields.
	 */
	public record AccessLog(@DefaultValue("false") boolean enabled, @DefaultValue("combined") AccessLogFormat format) {

	}

	/**
	 * The properties under {@code wsgi.middleware.request-id}.
	 *
	 * @param enabled Whether to assign an identifier to each request.
	 * @param header Name of the header that carries the identifier.
	 * @param trust Whether to accept the identifier that a client sends.
	 */
	public record RequestId(@DefaultValue("false") boolean enabled, @DefaultValue("X-Request-Id") String header,
			@DefaultValue("false") boolean trust) {

		public RequestId {
			RefusedValueException.unless(FieldSyntax.isToken(header), "wsgi.middleware.request-id.header", header,
					"the name of a header");
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.runtime}.
	 *
	 * @param enabled Whether to send a header with the time that it took to start the
	 * response.
	 * @param format Header that carries the time: 'X-Runtime' in seconds or
	 * 'Server-Timing' in milliseconds.
	 */
	public record ResponseTime(@DefaultValue("false") boolean enabled,
			@DefaultValue("x-runtime") RuntimeHeader.Format format) {

	}

	/**
	 * The properties under {@code wsgi.middleware.timeout}.
	 *
	 * @param enabled Whether to interrupt an application that takes too long, except on
	 * an event loop.
	 * @param limit Maximum time until an application returns a body or writes its first
	 * block.
	 */
	public record Timeout(@DefaultValue("false") boolean enabled, @DefaultValue("30s") Duration limit) {

		/**
		 * Creates properties that are valid.
		 */
		public Timeout {
			RefusedValueException.unless(limit.toMillis() > 0, "wsgi.middleware.timeout.limit", limit, "at least 1ms");
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.exception-page}.
	 *
	 * @param enabled Whether to answer exceptions with a page that shows the stack trace
	 * and the environ. For development only.
	 */
	public record ExceptionPage(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.maximum-body}.
	 *
	 * @param enabled Whether to reject requests with a body that is too large, with 413.
	 * @param limit Maximum size of a request body.
	 */
	public record MaximumBody(@DefaultValue("false") boolean enabled, @DefaultValue("10MB") DataSize limit) {

		/**
		 * Creates properties that are valid.
		 */
		public MaximumBody {
			RefusedValueException.unless(!limit.isNegative(), "wsgi.middleware.maximum-body.limit", limit,
					"at least 0");
		}

	}

	/**
	 * The properties under {@code wsgi.middleware.trailing-slash}.
	 *
	 * @param enabled Whether to redirect requests to the same path with or without a
	 * trailing slash.
	 * @param added Whether to add a missing trailing slash instead of removing one. Paths
	 * that have a page are redirected too.
	 * @param everyMethod Whether to redirect requests of every method, not only GET and
	 * HEAD.
	 */
	public record TrailingSlash(@DefaultValue("false") boolean enabled, @DefaultValue("false") boolean added,
			@DefaultValue("false") boolean everyMethod) {

	}

	/**
	 * The properties under {@code wsgi.middleware.method-override}.
	 *
	 * @param enabled Whether a POST request may override its method with PUT, PATCH or
	 * DELETE.
	 */
	public record MethodOverride(@DefaultValue("false") boolean enabled) {

	}

	/**
	 * The properties under {@code wsgi.middleware.profiler}.
	 *
	 * @param enabled Whether to profile each request and print the methods that take the
	 * most time to 'wsgi.errors'. For development only.
	 * @param interval Interval at which the stack of a request is sampled.
	 * @param methods Maximum number of methods to print.
	 */
	public record Profiler(@DefaultValue("false") boolean enabled, @DefaultValue("10ms") Duration interval,
			@DefaultValue("20") int methods) {

		/**
		 * Creates properties that are valid.
		 */
		public Profiler {
			RefusedValueException.unless(interval.toMillis() > 0, "wsgi.middleware.profiler.interval", interval,
					"at least 1ms");
			RefusedValueException.unless(methods >= 0, "wsgi.middleware.profiler.methods", methods, "at least 0");
		}

	}

}
