package io.github.wsgi4j.web;

import java.util.Map;

import io.github.wsgi4j.StartResponse;

/**
 * The content of a response: it knows the request, and so whether all, a part or nothing
 * of it is wanted.
 */
@FunctionalInterface
interface Payload {

	/**
	 * Starts a response and gives its body.
	 * @param response the status and the headers
	 */
	Iterable<byte[]> send(Response response, Map<String, Object> environ, StartResponse startResponse) throws Exception;

	/**
	 * The same content, started while the body is iterated, when nothing may be written.
	 */
	default Payload late() {
		return this;
	}

	/**
	 * Closes what is not going to be sent.
	 */
	default void discard() throws Exception {
	}

}
