package io.github.wsgi4j;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The data that an application keeps about a client from one request to the next:
 * strings, booleans, numbers ({@code Integer}, {@code Long} and {@code Double}), and
 * lists and maps of these, by name. A middleware that keeps sessions, such as {@code
 * SessionCookie}, puts it into the environ under {@value #KEY}. It can be changed until
 * the headers are sent, and is used by one thread at a time. Lists and maps are copies:
 * to change one, set it again.
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
				+ "': a middleware that keeps sessions, such as SessionCookie, must stand before the application, "
				+ "as it does with 'wsgi.middleware.session.enabled'");
	}

	/**
	 * Returns the identifier, which is unique to this session.
	 * @return the identifier, which nobody can guess
	 */
	String id();

	/**
	 * Reads a string.
	 * @param name the name
	 * @return the string, or {@code null} if there is none of this name
	 */
	default @Nullable String get(String name) {
		return get(name, String.class);
	}

	/**
	 * Reads a value. A number of another type is converted if no information is lost.
	 * @param <T> the type
	 * @param name the name
	 * @param type {@code String}, {@code Boolean}, {@code Integer}, {@code Long},
	 * {@code Double}, {@code List} or {@code Map}; or {@code Number} or {@code Object}
	 * @return the value, or {@code null} if there is none of this name and type
	 * @throws IllegalArgumentException if no value can be of this type
	 */
	<T> @Nullable T get(String name, Class<T> type);

	/**
	 * Reads a list.
	 * @param <T> the type of its elements
	 * @param name the name
	 * @param type the type of its elements, as for {@link #get(String, Class)}
	 * @return a list that can be changed and set again, empty if there is none of this
	 * name and type
	 * @throws IllegalArgumentException if no value can be of this type
	 */
	default <T> List<T> list(String name, Class<T> type) {
		return SessionValues.list(get(name, List.class), type);
	}

	/**
	 * Reads a map.
	 * @param <T> the type of its values
	 * @param name the name
	 * @param type the type of its values, as for {@link #get(String, Class)}
	 * @return a map that can be changed and set again, empty if there is none of this
	 * name and type
	 * @throws IllegalArgumentException if no value can be of this type
	 */
	default <T> Map<String, T> map(String name, Class<T> type) {
		return SessionValues.map(get(name, Map.class), type);
	}

	/**
	 * Sets a value.
	 * @param name the name
	 * @param value the value
	 * @throws IllegalArgumentException if it, or a part of it, has a type that sessions
	 * do not support, or if there is no room for it
	 * @throws IllegalStateException if the headers have been sent
	 */
	void set(String name, Object value);

	/**
	 * Removes a value, if there is one.
	 * @param name the name
	 * @throws IllegalStateException if the headers have been sent
	 */
	void remove(String name);

	/**
	 * Returns the names of all values.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Leaves a message for the next page of this client, usually before a redirect.
	 * @param message the message
	 * @throws IllegalArgumentException if there is no room for it
	 * @throws IllegalStateException if the headers have been sent
	 */
	default void flash(String message) {
		flash("", message);
	}

	/**
	 * Leaves a message of some kind for the next page of this client.
	 * @param kind the kind, such as {@code error}
	 * @param message the message
	 * @throws IllegalArgumentException if there is no room for it
	 * @throws IllegalStateException if the headers have been sent
	 */
	default void flash(String kind, String message) {
		List<String> messages = list("_flash" + kind, String.class);
		messages.add(message);
		set("_flash" + kind, messages);
	}

	/**
	 * Takes the messages without a kind. A message stays until it is taken, and is taken
	 * once.
	 * @return the messages in their order
	 * @throws IllegalStateException if there are some, and the headers have been sent
	 */
	default List<String> flashes() {
		return flashes("");
	}

	/**
	 * Takes the messages of a kind. A message stays until it is taken, and is taken once.
	 * @param kind the kind
	 * @return the messages in their order
	 * @throws IllegalStateException if there are some, and the headers have been sent
	 */
	default List<String> flashes(String kind) {
		List<String> messages = list("_flash" + kind, String.class);
		if (!messages.isEmpty()) {
			remove("_flash" + kind);
		}
		return messages;
	}

	/**
	 * Takes the messages of all kinds. A message stays until it is taken, and is taken
	 * once.
	 * @return the messages in their order, by kind; those without a kind are below an
	 * empty text
	 * @throws IllegalStateException if there are some, and the headers have been sent
	 */
	default Map<String, List<String>> flashesByKind() {
		return names().stream()
			.filter((name) -> name.startsWith("_flash"))
			.map((name) -> name.substring("_flash".length()))
			.collect(Collectors.toMap(Function.identity(), this::flashes, (one, other) -> one, TreeMap::new));
	}

	/**
	 * Changes the identifier of the session and keeps its values. Call this when a user
	 * logs in, so that nobody who knew the old identifier is logged in too. Tokens
	 * against cross-site requests that were given out before are no longer valid. An
	 * identifier that comes from a store changes when the response is sent.
	 * @throws IllegalStateException if the headers have been sent
	 */
	void renew();

	/**
	 * Removes all values. Unless a value is set afterwards, the client discards the
	 * session.
	 * @throws IllegalStateException if the headers have been sent
	 */
	void invalidate();

}
