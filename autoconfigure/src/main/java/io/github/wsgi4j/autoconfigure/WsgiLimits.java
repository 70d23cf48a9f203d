package io.github.wsgi4j.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.autoconfigure.diagnostics.RefusedValueException;
import io.github.wsgi4j.container.ApplicationLimits;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code wsgi.limits}.
 *
 * @param maxBodySize Maximum size of a request body. Larger bodies are answered with 413.
 * @param responseTimeout Maximum time until a response begins, counted from the call of
 * the application or from the last part of the request body that it waited for. When
 * exceeded, the application is interrupted and the client gets a 504. 0 for no limit.
 * @param readTimeout Maximum time to wait for more of a request body. When exceeded, the
 * client gets a 408. 0 for no limit.
 * @param maxConcurrentRequests Maximum number of requests that an application handles at
 * the same time. Further requests wait in the queue. 0 for no limit.
 * @param maxQueue Maximum number of requests that wait in the queue of an application, or
 * for a thread of Python or a connection of FastCGI. Further requests are answered with
 * 503.
 * @param sendBuffer Amount of response data that an application may produce ahead of a
 * slow client.
 * @param writeTimeout Maximum time that a client may read nothing of a response that is
 * ready for it. When exceeded, its connection is closed. 0 for no limit.
 * @param applications Limits of individual applications, by bean name.
 */
public record WsgiLimits(@DefaultValue("1GB") DataSize maxBodySize, @DefaultValue("60s") Duration responseTimeout,
		@DefaultValue("30s") Duration readTimeout, @DefaultValue("0") int maxConcurrentRequests,
		@DefaultValue("1000") int maxQueue, @DefaultValue("256KB") DataSize sendBuffer,
		@DefaultValue("60s") Duration writeTimeout, @DefaultValue Map<String, Own> applications) {

	private static final String NAME = "wsgi.limits";

	/**
	 * Creates limits that are valid.
	 */
	public WsgiLimits {
		new Own(maxBodySize, responseTimeout, readTimeout, maxConcurrentRequests, maxQueue, sendBuffer, writeTimeout)
			.check(NAME);
		applications.forEach((name, own) -> own.check(NAME + ".applications." + name));
	}

	/**
	 * The limits of applications that have none of their own.
	 */
	ApplicationLimits common() {
		return new ApplicationLimits(this.maxBodySize.toBytes(), this.responseTimeout, this.readTimeout,
				this.maxConcurrentRequests, this.maxQueue, Math.toIntExact(this.sendBuffer.toBytes()),
				this.writeTimeout);
	}

	/**
	 * The limits of one of the applications among the beans.
	 * @throws MisconfigurationException if a name that has limits is that of no bean
	 */
	public ApplicationLimits of(String application, ListableBeanFactory beans) {
		return resolve(new ApplicationNames(beans)).getOrDefault(application, common());
	}

	/**
	 * The limits of the applications that have their own, by the names of their beans.
	 * @throws MisconfigurationException if a name is that of no bean
	 */
	Map<String, ApplicationLimits> resolve(ApplicationNames names) {
		Map<String, ApplicationLimits> resolved = new LinkedHashMap<>();
		names.resolve(NAME + ".applications", this.applications)
			.forEach((name, own) -> resolved.put(name, own.or(common())));
		return resolved;
	}

	/**
	 * Limits that let pass what any application lets pass, but for a client that sends
	 * nothing for longer than any limit there is.
	 * @param common the limits of applications that have none of their own
	 */
	ApplicationLimits widest(ApplicationLimits common) {
		long maxBodySize = common.maxBodySize();
		Duration readTimeout = common.readTimeout();
		for (Own own : this.applications.values()) {
			ApplicationLimits limits = own.or(common);
			maxBodySize = Math.max(maxBodySize, limits.maxBodySize());
			readTimeout = longer(readTimeout, limits.readTimeout());
		}
		return new ApplicationLimits(maxBodySize, common.responseTimeout(), readTimeout, common.maxRequests(),
				common.maxQueue(), common.sendBuffer(), common.writeTimeout());
	}

	// Zero is no limit, which one application must not bring about for all.
	private static Duration longer(Duration common, Duration other) {
		return (common.isZero() || common.compareTo(other) > 0) ? common : other;
	}

	/**
	 * The properties under {@code wsgi.limits.applications.<name>}.
	 *
	 * @param maxBodySize Maximum size of a request body.
	 * @param responseTimeout Maximum time until a response begins.
	 * @param readTimeout Maximum time to wait for more of a request body.
	 * @param maxConcurrentRequests Maximum number of requests that the application
	 * handles at the same time.
	 * @param maxQueue Maximum number of requests that wait in the queue.
	 * @param sendBuffer Amount of response data that the application may produce ahead of
	 * a slow client.
	 * @param writeTimeout Maximum time that a client may read nothing of a response that
	 * is ready for it.
	 */
	public record Own(@Nullable DataSize maxBodySize, @Nullable Duration responseTimeout,
			@Nullable Duration readTimeout, @Nullable Integer maxConcurrentRequests, @Nullable Integer maxQueue,
			@Nullable DataSize sendBuffer, @Nullable Duration writeTimeout) {

		private ApplicationLimits or(ApplicationLimits common) {
			return new ApplicationLimits((this.maxBodySize != null) ? this.maxBodySize.toBytes() : common.maxBodySize(),
					or(this.responseTimeout, common.responseTimeout()), or(this.readTimeout, common.readTimeout()),
					or(this.maxConcurrentRequests, common.maxRequests()), or(this.maxQueue, common.maxQueue()),
					(this.sendBuffer != null) ? Math.toIntExact(this.sendBuffer.toBytes()) : common.sendBuffer(),
					or(this.writeTimeout, common.writeTimeout()));
		}

		private static <T> T or(@Nullable T own, T common) {
			return (own != null) ? own : common;
		}

		private void check(String prefix) {
			RefusedValueException.unless(this.maxBodySize == null || !this.maxBodySize.isNegative(),
					prefix + ".max-body-size", this.maxBodySize, "at least 0");
			RefusedValueException.unless(this.responseTimeout == null || !this.responseTimeout.isNegative(),
					prefix + ".response-timeout", this.responseTimeout, "at least 0s");
			RefusedValueException.unless(this.readTimeout == null || !this.readTimeout.isNegative(),
					prefix + ".read-timeout", this.readTimeout, "at least 0s");
			RefusedValueException.unless(this.maxConcurrentRequests == null || this.maxConcurrentRequests >= 0,
					prefix + ".max-concurrent-requests", this.maxConcurrentRequests, "at least 0");
			RefusedValueException.unless(this.maxQueue == null || this.maxQueue >= 0, prefix + ".max-queue",
					this.maxQueue, "at least 0");
			RefusedValueException.unless(
					this.sendBuffer == null
							|| (this.sendBuffer.toBytes() > 0 && this.sendBuffer.toBytes() <= Integer.MAX_VALUE),
					prefix + ".send-buffer", this.sendBuffer, "at least 1B and less than 2GB");
			RefusedValueException.unless(this.writeTimeout == null || !this.writeTimeout.isNegative(),
					prefix + ".write-timeout", this.writeTimeout, "at least 0s");
		}

	}

}
