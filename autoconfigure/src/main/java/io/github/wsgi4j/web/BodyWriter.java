package io.github.wsgi4j.web;

import java.io.OutputStream;

/**
 * Writes the body of a response, for what needs a stream: a writer of CSV, JSON or ZIP.
 */
@FunctionalInterface
public interface BodyWriter {

	/**
	 * Writes the body.
	 * @param stream sends what it gathers when that is 16 KiB, and at its
	 * {@code flush()}; writing waits while the client is slower, but not on an event
	 * loop, where the rest stays in memory. It need not be closed
	 * @throws Exception if the body cannot be written. If nothing has been sent yet, the
	 * exception is answered as that of a handler
	 */
	void writeTo(OutputStream stream) throws Exception;

}
