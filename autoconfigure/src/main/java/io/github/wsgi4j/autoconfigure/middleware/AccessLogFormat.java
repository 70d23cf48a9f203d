package io.github.wsgi4j.autoconfigure.middleware;

/**
 * What a line of the access log looks like.
 */
public enum AccessLogFormat {

	/** As Apache's format of that name. */
	COMBINED,

	/** All that is known, as {@code key=value}. */
	KEY_VALUE

}
