package io.github.wsgi4j;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The memory of a client that lasts from one request to the next: texts by their names.
 * It is in the environ under {@value #KEY} behind a middleware that keeps it, such as
 * {@code SessionCookie}. It can be changed until the headers are sent, and is used by one
 * thread at a time.
 */
public interface Session {

	/** The name of the session in the environ. */
	String KEY = "wsgi4j.session";

	/**
	 * The session of a request.
	 * @param environ the environ
	 * @return the session, empty if the client has none yet
	 * @throws IllegalStateException if there is no middleware that keeps sessions
	 */
	static Session of(Map<String, Object> environ) {
		if (environ.get(KEY) instanceof Session session) {
			return session;
		}
		throw new IllegalStateException("The environ has no '" + KEY
				+ "': a middleware that keeps sessions, such as SessionCookie, must stand before");
	}

	/**
	 * The identifier of the session.
	 * @return the identifier, which nobody can guess
	 */
	String id();

	/**
	 * Reads a value.
	 * @param name the name
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String get(String name);

	/**
	 * Sets a value.
	 * @param name the name
	 * @param value the value
	 * @throws IllegalArgumentException if there is no room for it
	 * @throws IllegalStateException if the headers have been sent
	 */
	void set(String name, String value);

	/**
	 * Removes a value, if there is one.
	 * @param name the name
	 * @throws IllegalStateException if the headers have been sent
	 */
	void remove(String name);

	/**
	 * The names of all values.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Gives the session another identifier and keeps its values: to be called when a user
	 * logs in, so that nobody who knew the old one is logged in too. Where the identifier
	 * comes from a store, it changes as the response is sent.
	 * @throws IllegalStateException if the headers have been sent
	 */
	void renew();

	/**
	 * Removes all values. If none is set afterwards, the client forgets the session.
	 * @throws IllegalStateException if the headers have been sent
	 */
	void invalidate();

}
