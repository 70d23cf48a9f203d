package io.github.wsgi4j.container;

import io.github.wsgi4j.Application;

/**
 * A place where an application runs, and a client for it: what the portable contract
 * needs to know of either.
 */
interface Subject extends AutoCloseable {

	/**
	 * Exchanges the application.
	 */
	void serve(Application application);

	/**
	 * Sends a request and waits for the whole response.
	 */
	Answer exchange(Ask ask);

	/**
	 * Sends a request, and waits for the head of the response alone.
	 */
	Conversation open(Ask ask);

	/**
	 * The {@code SERVER_PROTOCOL} of its requests.
	 */
	String protocol();

	/**
	 * The {@code wsgi.url_scheme} of its requests.
	 */
	String scheme();

	/**
	 * The {@code SERVER_PORT} of its requests.
	 */
	int port();

	/**
	 * Whether the reason phrase of the application reaches the client.
	 */
	boolean carriesReason();

	/**
	 * Whether the body of a request is gathered before the application is called.
	 */
	boolean gathersBodies();

	@Override
	void close();

}
