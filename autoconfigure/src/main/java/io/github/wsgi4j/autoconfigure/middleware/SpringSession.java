package io.github.wsgi4j.autoconfigure.middleware;

import java.util.Set;
import java.util.stream.Collectors;

import io.github.wsgi4j.Session;
import io.github.wsgi4j.SessionValues;
import io.github.wsgi4j.middleware.security.Csrf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.WebSession;

/**
 * The session of an application, kept by Spring. Its identifier changes when the response
 * is committed, just before Spring saves it: nobody may wait for that on an event loop.
 */
final class SpringSession implements Session {

	static final String ATTRIBUTE = SpringSession.class.getName();

	private final WebSession session;

	private volatile boolean renewed;

	private volatile boolean invalidated;

	private volatile boolean sealed;

	SpringSession(WebSession session) {
		this.session = session;
	}

	@Override
	public String id() {
		return this.session.getId();
	}

	@Override
	public <T> @Nullable T get(String name, Class<T> type) {
		return SessionValues.read(this.session.getAttributes().get(name), type);
	}

	@Override
	public void set(String name, Object value) {
		checkOpen();
		this.session.getAttributes().put(name, SessionValues.copy(value));
	}

	@Override
	public void remove(String name) {
		checkOpen();
		this.session.getAttributes().remove(name);
	}

	@Override
	public Set<String> names() {
		return this.session.getAttributes()
			.keySet()
			.stream()
			.filter((name) -> get(name, Object.class) != null)
			.collect(Collectors.toUnmodifiableSet());
	}

	@Override
	public void renew() {
		remove(Csrf.SECRET);
		this.renewed = true;
	}

	@Override
	public void invalidate() {
		checkOpen();
		this.session.getAttributes().clear();
		this.invalidated = true;
	}

	/**
	 * Nothing changes from now on: the headers are sent.
	 */
	void seal() {
		this.sealed = true;
	}

	/**
	 * Does what has to be done before the session is saved.
	 * @param whenRenewed is run when the session has another identifier
	 */
	Mono<Void> commit(Runnable whenRenewed) {
		if ((!this.renewed && !this.invalidated) || !this.session.isStarted()) {
			return Mono.empty();
		}
		return (this.invalidated && this.session.getAttributes().isEmpty()) ? this.session.invalidate()
				: this.session.changeSessionId().then(Mono.fromRunnable(whenRenewed));
	}

	private void checkOpen() {
		if (this.sealed) {
			throw new IllegalStateException("The session can no longer be changed: the headers have been sent");
		}
	}

}
