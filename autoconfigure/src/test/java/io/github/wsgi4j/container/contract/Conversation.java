package io.github.wsgi4j.container.contract;

/**
 * A response that is read while the application computes it.
 */
public interface Conversation extends AutoCloseable {

	int status();

	/**
	 * Waits for as many bytes of the body as a text has.
	 * @return the bytes as latin-1 characters, fewer at the end of the body
	 */
	String read(int count);

	/**
	 * Goes away, whether the response is complete or not.
	 */
	@Override
	void close();

}
