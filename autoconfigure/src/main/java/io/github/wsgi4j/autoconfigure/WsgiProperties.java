package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi}.
 *
 * @param enabled Whether WSGI applications are mounted.
 * @param compatibilityCheck Whether the start fails under a line of Spring Boot that the
 * starter is not built for.
 * @param path Path at which the application is mounted if it is the only one, below the
 * base path.
 * @param mounts Paths at which applications are mounted, by the names of their beans.
 * @param strict Whether a second call of start_response without an exception is an error
 * even while no header has been sent.
 * @param validate What becomes of a violation of the specification, looked for around
 * each application and each middleware.
 * @param validateSample Fraction of the requests that are looked at, from 0.0 to 1.0, at
 * each place by itself.
 * @param environ Variables that are added to the environ of every request, by their
 * names.
 * @param execution Where applications run.
 * @param request How requests are received.
 * @param limits What requests may take up.
 * @param observations What is observed.
 */
@ConfigurationProperties("wsgi")
public record WsgiProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean compatibilityCheck,
		@DefaultValue("/") String path, @DefaultValue Map<String, String> mounts, @DefaultValue("false") boolean strict,
		@DefaultValue("off") ValidationMode validate, @DefaultValue("1.0") double validateSample,
		@DefaultValue Map<String, String> environ, @DefaultValue Execution execution, @DefaultValue Request request,
		@NestedConfigurationProperty @DefaultValue WsgiLimits limits, @DefaultValue Observations observations) {

	/**
	 * Creates properties that make sense.
	 */
	public WsgiProperties {
		RefusedValueException.unless(validateSample >= 0 && validateSample <= 1, "wsgi.validate-sample", validateSample,
				"a number from 0.0 to 1.0");
	}

	/**
	 * The properties under {@code wsgi.observations}.
	 *
	 * @param middleware Whether each call of a middleware bean is observed by itself.
	 */
	public record Observations(@DefaultValue("false") boolean middleware) {

	}

	/**
	 * The properties under {@code wsgi.execution}.
	 *
	 * @param mode Kind of thread that an application runs on. By default 'virtual' if
	 * 'spring.threads.virtual.enabled' is set, otherwise 'platform'.
	 * @param applications Kinds of threads of single applications, by the names of their
	 * beans.
	 * @param platform The pools of the mode 'platform'.
	 * @param eventLoop The limits of the modes 'virtual-on-event-loop' and 'event-loop'.
	 */
	public record Execution(@Nullable ExecutionMode mode, @DefaultValue Map<String, ExecutionMode> applications,
			@DefaultValue Platform platform, @DefaultValue EventLoop eventLoop) {

	}

	/**
	 * The properties under {@code wsgi.execution.event-loop}.
	 *
	 * @param maxHold Longest time for which an application may hold an event loop. What
	 * holds it for longer is logged, once a minute at most.
	 * @param demoteAfter How many times within a minute an application may hold an event
	 * loop too long before it is moved to the mode 'virtual', or 'platform' before Java
	 * 21; 0 to leave it where it is.
	 */
	public record EventLoop(@DefaultValue("100ms") Duration maxHold, @DefaultValue("10") int demoteAfter) {

		/**
		 * Creates properties that make sense.
		 */
		public EventLoop {
			RefusedValueException.unless(maxHold.toMillis() > 0, "wsgi.execution.event-loop.max-hold", maxHold,
					"at least 1ms");
			RefusedValueException.unless(demoteAfter >= 0, "wsgi.execution.event-loop.demote-after", demoteAfter,
					"at least 0");
		}

	}

	/**
	 * The properties under {@code wsgi.execution.platform}.
	 *
	 * @param threads Most threads of each application's pool. By default ten for each
	 * processor.
	 * @param queueCapacity Most requests that wait for a thread. Further ones are
	 * answered 503.
	 * @param retryAfter Time after which a client that was answered 503 may come again,
	 * in whole seconds.
	 */
	public record Platform(@Nullable Integer threads, @DefaultValue("1000") int queueCapacity,
			@DefaultValue("1s") Duration retryAfter) {

		/**
		 * Creates properties that make sense.
		 */
		public Platform {
			RefusedValueException.unless(threads == null || threads > 0, "wsgi.execution.platform.threads", threads,
					"at least 1");
			RefusedValueException.unless(queueCapacity >= 0, "wsgi.execution.platform.queue-capacity", queueCapacity,
					"at least 0");
			RefusedValueException.unless(!retryAfter.isNegative(), "wsgi.execution.platform.retry-after", retryAfter,
					"at least 0s");
		}

	}

	/**
	 * The properties under {@code wsgi.request}.
	 *
	 * @param buffering When an application is called: once the whole body of the request
	 * is here, or at once. By default 'full' in the modes 'platform' and 'event-loop',
	 * and 'stream' in the two virtual ones.
	 * @param bufferSize Largest body that is gathered in memory. A larger one is gathered
	 * in a temporary file.
	 * @param applications How requests of single applications are received, by the names
	 * of their beans.
	 */
	public record Request(@Nullable Buffering buffering, @DefaultValue("64KB") DataSize bufferSize,
			@DefaultValue Map<String, RequestOfApplication> applications) {

		/**
		 * Creates properties that make sense.
		 */
		public Request {
			RefusedValueException.unless(!bufferSize.isNegative() && bufferSize.toBytes() <= Integer.MAX_VALUE - 8,
					"wsgi.request.buffer-size", bufferSize, "at least 0 and less than 2GB");
		}

	}

	/**
	 * The properties under {@code wsgi.request.applications.<name>}.
	 *
	 * @param buffering When the application is called: once the whole body of the request
	 * is here, or at once.
	 * @param csrfToken Whether the environ has Spring Security's token against cross-site
	 * request forgery, for forms of the application.
	 */
	public record RequestOfApplication(@Nullable Buffering buffering, @DefaultValue("false") boolean csrfToken) {

	}

}
