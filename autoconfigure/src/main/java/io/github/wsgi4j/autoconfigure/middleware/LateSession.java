package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionStore;

/**
 * A session that is saved as it is when it is its turn. One that another request has
 * ended meanwhile is not saved, as with a store in memory: this request may have nothing
 * to do with it, and has been carried out.
 *
 * @param store the store that has it, or none if it is new, and so known to no other
 * request
 */
record LateSession(WebSession session, @Nullable WebSessionStore store) implements WebSession {

	@Override
	public Mono<Void> save() {
		Mono<Void> save = Mono.defer(this.session::save);
		WebSessionStore store = this.store;
		return (store == null) ? save : save
			.onErrorResume((failure) -> store.retrieveSession(getId()).flatMap((stored) -> Mono.<Void>error(failure)));
	}

	@Override
	public Mono<Void> changeSessionId() {
		return this.session.changeSessionId();
	}

	@Override
	public Mono<Void> invalidate() {
		return this.session.invalidate();
	}

	@Override
	public String getId() {
		return this.session.getId();
	}

	@Override
	public Map<String, Object> getAttributes() {
		return this.session.getAttributes();
	}

	@Override
	public void start() {
		this.session.start();
	}

	@Override
	public boolean isStarted() {
		return this.session.isStarted();
	}

	@Override
	public boolean isExpired() {
		return this.session.isExpired();
	}

	@Override
	public Instant getCreationTime() {
		return this.session.getCreationTime();
	}

	@Override
	public Instant getLastAccessTime() {
		return this.session.getLastAccessTime();
	}

	@Override
	public void setMaxIdleTime(Duration maxIdleTime) {
		this.session.setMaxIdleTime(maxIdleTime);
	}

	@Override
	public Duration getMaxIdleTime() {
		return this.session.getMaxIdleTime();
	}

}
