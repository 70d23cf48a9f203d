package io.github.wsgi4j.middleware.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.wsgi4j.Session;
import io.github.wsgi4j.SessionValues;
import org.jspecify.annotations.Nullable;

/**
 * The session of one request, read from its cookie when it is first looked at.
 */
final class CookieSession implements Session {

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final int ID_LENGTH = 16;

	private final Supplier<@Nullable SessionState> reader;

	private final Consumer<SessionState> sizeCheck;

	private final long now;

	private final Map<String, Object> values = new TreeMap<>();

	private String id = "";

	private long begun;

	private boolean opened;

	private @Nullable SessionState stored;

	private boolean changed;

	private boolean sealed;

	/**
	 * Creates a session.
	 * @param reader reads what the client has sent
	 * @param sizeCheck throws an exception if a session is too large
	 * @param now the current time, in seconds since 1970
	 */
	CookieSession(Supplier<@Nullable SessionState> reader, Consumer<SessionState> sizeCheck, long now) {
		this.reader = reader;
		this.sizeCheck = sizeCheck;
		this.now = now;
	}

	@Override
	public String id() {
		open();
		return this.id;
	}

	@Override
	public <T> @Nullable T get(String name, Class<T> type) {
		open();
		return SessionValues.read(this.values.get(name), type);
	}

	@Override
	public void set(String name, Object value) {
		checkOpen();
		Object copy = SessionValues.copy(value);
		Map<String, Object> values = new TreeMap<>(this.values);
		if (!copy.equals(values.put(name, copy))) {
			this.sizeCheck.accept(new SessionState(this.id, this.begun, this.now, values));
			this.values.put(name, copy);
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
		this.begun = this.now;
		this.values.remove(Csrf.SECRET);
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
		return this.changed && (this.stored != null || !this.values.isEmpty());
	}

	/**
	 * The session that the client has sent, once somebody has asked, or {@code null}.
	 */
	@Nullable SessionState stored() {
		return this.stored;
	}

	/**
	 * The value that the client has to keep, or {@code null} if there is none.
	 */
	@Nullable SessionState state() {
		return this.values.isEmpty() ? null : new SessionState(this.id, this.begun, this.now, this.values);
	}

	private void checkOpen() {
		open();
		if (this.sealed) {
			throw new IllegalStateException("The session can no longer be changed: the headers have been sent");
		}
	}

	private void open() {
		if (this.opened) {
			return;
		}
		this.opened = true;
		SessionState state = this.reader.get();
		this.stored = state;
		this.id = (state != null) ? state.id() : newId();
		this.begun = (state != null) ? state.begun() : this.now;
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
