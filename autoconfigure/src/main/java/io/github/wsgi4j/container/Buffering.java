package io.github.wsgi4j.container;

/**
 * The moment at which an application is called, with respect to the body of its request.
 */
public enum Buffering {

	/**
	 * Called when the whole body has arrived: in memory, or in a temporary file if it is
	 * large.
	 */
	FULL,

	/** At once; the application reads the body as it arrives. */
	STREAM

}
