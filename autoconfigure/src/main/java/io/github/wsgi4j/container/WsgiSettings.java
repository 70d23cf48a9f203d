package io.github.wsgi4j.container;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The settings with which applications are served.
 *
 * @param environ the variables that the deployer adds to every environ
 * @param strict whether a second call of {@code start_response} without an exception is
 * an error even before the headers were sent
 * @param buffering when the application is called
 * @param bufferSize the maximum number of bytes of a request body that are buffered in
 * memory
 * @param limits the limits of requests
 * @param retryAfter the time after which a client that was rejected for lack of a thread
 * may retry
 * @param serverHeader the {@code Server} header of a response that has none of its own,
 * or {@code null}
 * @param csrfToken whether the environ has Spring Security's token against cross-site
 * request forgery
 */
public record WsgiSettings(Map<String, String> environ, boolean strict, Buffering buffering, int bufferSize,
		ApplicationLimits limits, Duration retryAfter, @Nullable String serverHeader, boolean csrfToken) {

	/**
	 * Creates settings that later changes of the map do not reach.
	 */
	public WsgiSettings {
		environ = Map.copyOf(environ);
	}

	WsgiSettings with(Buffering buffering) {
		return new WsgiSettings(this.environ, this.strict, buffering, this.bufferSize, this.limits, this.retryAfter,
				this.serverHeader, this.csrfToken);
	}

	WsgiSettings with(ApplicationLimits limits) {
		return new WsgiSettings(this.environ, this.strict, this.buffering, this.bufferSize, limits, this.retryAfter,
				this.serverHeader, this.csrfToken);
	}

	WsgiSettings withCsrfToken() {
		return new WsgiSettings(this.environ, this.strict, this.buffering, this.bufferSize, this.limits,
				this.retryAfter, this.serverHeader, true);
	}

}
