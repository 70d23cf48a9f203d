package io.github.wsgi4j;

import java.io.IOException;

/**
 * Sends a block of the body at once, for code that cannot return an iterable. What is
 * written comes before the blocks of the returned body.
 *
 * @see <a href="https://peps.python.org/pep-3333/#the-write-callable">PEP 3333, The
 * write() Callable</a>
 */
@FunctionalInterface
public interface Write {

	/**
	 * Sends the headers if they were not sent yet, then the block. Waits while the client
	 * is slower than the application.
	 * @param block the bytes to send; the array may be changed after this method has
	 * returned
	 * @throws IOException if the client went away or the request is over
	 */
	void call(byte[] block) throws IOException;

}
