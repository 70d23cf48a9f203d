package io.github.wsgi4j.container;

import java.time.Duration;

/**
 * The limits of the requests of an application. Times are zero where there is no limit.
 *
 * @param maxBodySize the maximum size of a request body, in bytes; a larger one is
 * answered with 413
 * @param responseTimeout how long the response may take to begin, from the call of the
 * application or the last part of the body that it has waited for; the answer is then
 * 504, and the application is interrupted
 * @param readTimeout how long a client may send nothing of a body that is waited for; the
 * answer is then 408
 * @param maxRequests the most requests that are under way at a time, or 0 if there may be
 * any number
 * @param maxQueue the most requests that wait until fewer are under way; for a further
 * one the answer is 503
 * @param sendBuffer the bytes of a response's body that wait for a slow client before the
 * application does
 * @param writeTimeout how long a client may take nothing at all of what waits for it
 * before its connection is closed
 */
public record ApplicationLimits(long maxBodySize, Duration responseTimeout, Duration readTimeout, int maxRequests,
		int maxQueue, int sendBuffer, Duration writeTimeout) {

	/** The default limits. */
	public static final ApplicationLimits DEFAULT = new ApplicationLimits(1L << 30, Duration.ofSeconds(60),
			Duration.ofSeconds(30), 0, 1000, 256 * 1024, Duration.ofSeconds(60));

	/**
	 * Whether any time of a response is limited.
	 */
	public boolean limitResponses() {
		return !this.responseTimeout.isZero() || !this.writeTimeout.isZero();
	}

}
