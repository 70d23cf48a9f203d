package io.github.wsgi4j.autoconfigure.middleware;

import reactor.core.publisher.Mono;

import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionStore;

/**
 * A store whose sessions are saved as they are when it is their turn. Spring calls
 * {@code save()} while a new identifier is still on its way to Redis, which then looks
 * for the old one and fails.
 */
record LateSaves(WebSessionStore store) implements WebSessionStore {

	/**
	 * Has a manager use its store in this way, unless that is in memory.
	 */
	static void of(DefaultWebSessionManager manager) {
		WebSessionStore store = manager.getSessionStore();
		if (!(store instanceof InMemoryWebSessionStore) && !(store instanceof LateSaves)) {
			manager.setSessionStore(new LateSaves(store));
		}
	}

	@Override
	public Mono<WebSession> createWebSession() {
		return this.store.createWebSession().map((session) -> new LateSession(session, null));
	}

	@Override
	public Mono<WebSession> retrieveSession(String id) {
		return this.store.retrieveSession(id).map(this::late);
	}

	@Override
	public Mono<Void> removeSession(String id) {
		return this.store.removeSession(id);
	}

	@Override
	public Mono<WebSession> updateLastAccessTime(WebSession session) {
		return this.store.updateLastAccessTime((session instanceof LateSession late) ? late.session() : session)
			.map(this::late);
	}

	private WebSession late(WebSession session) {
		return new LateSession(session, this.store);
	}

}
