package io.github.wsgi4j.autoconfigure;

/**
 * What an application runs on.
 */
public enum ExecutionMode {

	/** A bounded pool of platform threads with a bounded queue. */
	PLATFORM,

	/** A virtual thread for each request; needs Java 21. */
	VIRTUAL

}
