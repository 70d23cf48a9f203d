package io.github.wsgi4j.container.response;

/**
 * Is told how a response gets on, by the side that sends it. These are the only calls
 * against the direction of the data.
 */
public interface ResponseCallback {

	/**
	 * There is room for further blocks.
	 */
	void ready();

	/**
	 * The response has been sent.
	 */
	void sent();

	/**
	 * The client has gone away, and takes no more of the response.
	 */
	void lost();

}
