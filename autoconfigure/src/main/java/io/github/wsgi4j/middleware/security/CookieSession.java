package io.github.wsgi4j.middleware.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wsgi4j.Session;
import org.jspecify.annotations.Nullable;

/**
 * The session of one request, read from its cookie when it is first looked at.
 */
final class CookieSession implements Session {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int ID_LENGTH = 16;

	private final Supplier<@Nullable SessionState> reader;

	private final Consumer<SessionState> sizeCheck;

	private final long second;

	private final Map<String, String> values = new TreeMap<>();

	private String id = "";

	private boolean opened;

	private boolean existed;

	private boolean changed;

	private boolean sealed;

	/**
	 * Creates a session.
	 * @param reader reads what the client has sent
	 * @param sizeCheck throws an exception if a session is too large
	 * @param second the current time, in seconds since 1970
	 */
	CookieSession(Supplier<@Nullable SessionState> reader, Consumer<SessionState> sizeCheck, long second) {
		this.reader = reader;
		this.sizeCheck = sizeCheck;
		this.second = second;
	}

	@Override
	public String id() {
		open();
		return this.id;
	}

	@Override
	public @Nullable String get(String name) {
		open();
		return this.values.get(name);
	}

	@Override
	public void set(String name, String value) {
		checkOpen();
		Map<String, String> values = new TreeMap<>(this.values);
		if (!value.equals(values.put(name, value))) {
			this.sizeCheck.accept(new SessionState(this.id, this.second, values));
			this.values.put(name, value);
			this.changed = true;
		}
	}

	@Override
	public void remove(String name) {
		checkOpen();
		this.changed |= this.values.remove(name) != null;
	}

	@Override
	public Set<String> names() {
		open();
		return Set.copyOf(this.values.keySet());
	}

	@Override
	public void renew() {
		checkOpen();
		this.id = newId();
		this.changed = true;
	}

	@Override
	public void invalidate() {
		renew();
		this.values.clear();
	}

	/**
	 * Nothing changes from now on: the headers are sent.
	 */
	void seal() {
		this.sealed = true;
	}

	/**
	 * Whether the response may depend on the session.
	 */
	boolean isOpened() {
		return this.opened;
	}

	/**
	 * Whether the client has to be told.
	 */
	boolean isChanged() {
		return this.changed && (this.existed || !this.values.isEmpty());
	}

	/**
	 * The value that the client has to keep, or {@code null} if there is none.
	 */
	@Nullable SessionState state() {
		return this.values.isEmpty() ? null : new SessionState(this.id, this.second, this.values);
	}

	private void checkOpen() {
		open();
		if (this.sealed) {
			throw new IllegalStateException("The session cannot change any more: the headers have been sent");
		}
	}

	private void open() {
		if (this.opened) {
			return;
		}
		this.opened = true;
		SessionState state = this.reader.get();
		this.existed = (state != null);
		this.id = (state != null) ? state.id() : newId();
		if (state != null) {
			this.values.putAll(state.values());
		}
	}

	private static String newId() {
		byte[] id = new byte[ID_LENGTH];
		RANDOM.nextBytes(id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

}
