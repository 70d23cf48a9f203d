package io.github.wsgi4j.autoconfigure.middleware;

/**
 * The format of a line of the access log.
 */
public enum AccessLogFormat {

	/** As Apache's format of that name. */
	COMBINED,

	/** All that is known, as {@code key=value}. */
	KEY_VALUE

}
