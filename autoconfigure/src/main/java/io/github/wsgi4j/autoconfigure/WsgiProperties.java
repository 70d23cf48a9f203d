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
 * @param compatibilityCheck Whether to fail at startup on a Spring Boot version that the
 * starter is not built for.
 * @param path Path, below the base path, at which a single application is mounted that
 * has no mount of its own.
 * @param mounts Mount paths of applications, by bean name.
 * @param strict Whether a second call of start_response without exc_info is an error even
 * before the headers are sent.
 * @param validate Handling of violations of the specification. Each application and each
 * middleware is checked.
 * @param validateSample Fraction of requests to validate, from 0.0 to 1.0. Each validator
 * samples independently.
 * @param environ Variables to add to the environ of every request, by name.
 * @param execution Where applications run.
 * @param request Buffering of requests.
 * @param limits Limits of requests.
 * @param observations Observations.
 */
@ConfigurationProperties("wsgi")
public record WsgiProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean compatibilityCheck,
		@DefaultValue("/") String path, @DefaultValue Map<String, String> mounts, @DefaultValue("false") boolean strict,
		@DefaultValue("off") ValidationMode validate, @DefaultValue("1.0") double validateSample,
		@DefaultValue Map<String, String> environ, @DefaultValue Execution execution, @DefaultValue Request request,
		@NestedConfigurationProperty @DefaultValue WsgiLimits limits, @DefaultValue Observations observations) {

	/**
	 * Creates properties that are valid.
	 */
	public WsgiProperties {
		RefusedValueException.unless(validateSample >= 0 && validateSample <= 1, "wsgi.validate-sample", validateSample,
				"a number from 0.0 to 1.0");
	}

	/**
	 * The properties under {@code wsgi.observations}.
	 *
	 * @param middleware Whether to record a separate observation for each call of a
	 * Middleware bean.
	 */
	public record Observations(@DefaultValue("false") boolean middleware) {

	}

	/**
	 * The properties under {@code wsgi.execution}.
	 *
	 * @param mode Kind of thread that applications run on. By default 'virtual' if
	 * 'spring.threads.virtual.enabled' is set, otherwise 'platform'.
	 * @param applications Execution modes of individual applications, by bean name.
	 * @param platform The pools of the mode 'platform'.
	 * @param eventLoop The limits of the modes 'virtual-on-event-loop' and 'event-loop'.
	 */
	public record Execution(@Nullable ExecutionMode mode, @DefaultValue Map<String, ExecutionMode> applications,
			@DefaultValue Platform platform, @DefaultValue EventLoop eventLoop) {

	}

	/**
	 * The properties under {@code wsgi.execution.event-loop}.
	 *
	 * @param maxHold Maximum time that an application may hold an event loop. Longer
	 * holds are logged, at most once a minute.
	 * @param demoteAfter Number of holds beyond max-hold within a minute after which an
	 * application moves to the mode 'virtual', or to 'platform' before Java 21; 0 to
	 * never move it.
	 */
	public record EventLoop(@DefaultValue("100ms") Duration maxHold, @DefaultValue("10") int demoteAfter) {

		/**
		 * Creates properties that are valid.
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
	 * @param threads Maximum number of threads in the pool of each application. By
	 * default ten per processor.
	 * @param queueCapacity Maximum number of requests that wait for a thread. Further
	 * requests are answered with 503.
	 * @param retryAfter Time after which a client may retry a request that was answered
	 * with 503, in whole seconds.
	 */
	public record Platform(@Nullable Integer threads, @DefaultValue("1000") int queueCapacity,
			@DefaultValue("1s") Duration retryAfter) {

		/**
		 * Creates properties that are valid.
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
	 * @param buffering When applications are called: once the whole request body has
	 * arrived, or immediately. By default 'stream' for Java applications in the two
	 * virtual modes, and 'full' otherwise.
	 * @param bufferSize Maximum size of a request body that is buffered in memory. Larger
	 * bodies are buffered in a temporary file.
	 * @param applications Settings of individual applications, by bean name.
	 */
	public record Request(@Nullable Buffering buffering, @DefaultValue("64KB") DataSize bufferSize,
			@DefaultValue Map<String, RequestOfApplication> applications) {

		/**
		 * Creates properties that are valid.
		 */
		public Request {
			RefusedValueException.unless(!bufferSize.isNegative() && bufferSize.toBytes() <= Integer.MAX_VALUE - 8,
					"wsgi.request.buffer-size", bufferSize, "at least 0 and less than 2GB");
		}

	}

	/**
	 * The properties under {@code wsgi.request.applications.<name>}.
	 *
	 * @param buffering When the application is called: once the whole request body has
	 * arrived, or immediately.
	 * @param csrfToken Whether to add Spring Security's CSRF token to the environ, for
	 * forms of the application.
	 */
	public record RequestOfApplication(@Nullable Buffering buffering, @DefaultValue("false") boolean csrfToken) {

	}

}
