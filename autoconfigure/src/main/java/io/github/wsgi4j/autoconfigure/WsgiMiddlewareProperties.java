package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.middleware.RuntimeHeader;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code wsgi.middleware}: each middleware is off until it is
 * enabled.
 *
 * @param requestId An identifier for each request.
 * @param runtime A header that tells how long a response took.
 */
@ConfigurationProperties("wsgi.middleware")
public record WsgiMiddlewareProperties(@DefaultValue RequestId requestId, @DefaultValue ResponseTime runtime) {

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

}
