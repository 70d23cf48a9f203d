package io.github.wsgi4j.container.contract;

import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.middleware.validation.Violation;

/**
 * A place where an application runs, and a client for it: what the portable contract
 * needs to know of either.
 */
public interface Subject extends AutoCloseable {

	/**
	 * Exchanges the application. It has to keep all rules unless it is a
	 * {@code RuleBreaker}.
	 */
	void serve(Application application);

	/**
	 * The rules that were broken since the last call by others than a
	 * {@code RuleBreaker}.
	 */
	List<Violation> takeViolations();

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
	default String protocol() {
		return "HTTP/1.1";
	}

	/**
	 * The {@code wsgi.url_scheme} of its requests.
	 */
	default String scheme() {
		return "http";
	}

	/**
	 * The {@code SERVER_PORT} of its requests.
	 */
	default int port() {
		return 80;
	}

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
