package io.github.wsgi4j.autoconfigure.middleware;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.mock.web.server.MockWebSession;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.DefaultWebSessionManager;
import org.springframework.web.server.session.InMemoryWebSessionStore;
import org.springframework.web.server.session.WebSessionStore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Sessions of a store such as Redis, which other requests and instances use as well.
 */
class LateSavesTests {

	private final AtomicInteger saves = new AtomicInteger();

	private final WebSession stored = new MockWebSession() {

		@Override
		public Mono<Void> save() {
			return (LateSavesTests.this.saves.incrementAndGet() == 1) ? super.save()
					: Mono.error(new IllegalStateException("Session was invalidated"));
		}

	};

	private boolean ended;

	private final WebSessionStore store = new WebSessionStore() {

		@Override
		public Mono<WebSession> createWebSession() {
			return Mono.just(LateSavesTests.this.stored);
		}

		@Override
		public Mono<WebSession> retrieveSession(String id) {
			return Mono.just(LateSavesTests.this.stored).filter((session) -> !LateSavesTests.this.ended);
		}

		@Override
		public Mono<Void> removeSession(String id) {
			LateSavesTests.this.ended = true;
			return Mono.empty();
		}

		@Override
		public Mono<WebSession> updateLastAccessTime(WebSession session) {
			assertThat(session).isSameAs(LateSavesTests.this.stored);
			return Mono.just(session);
		}

	};

	private final LateSaves late = new LateSaves(this.store);

	private final WebSession session = get(this.late.retrieveSession("id"));

	@Test
	void aSessionIsSavedWhenItIsItsTurn() {
		Mono<Void> save = this.session.save();
		assertThat(this.saves).hasValue(0);
		get(save);
		assertThat(this.saves).hasValue(1);
	}

	@Test
	void aSessionThatHasEndedElsewhereIsNotSaved() {
		get(this.session.save());
		assertThatIllegalStateException().isThrownBy(() -> get(this.session.save()));
		get(this.late.removeSession(this.session.getId()));
		get(this.session.save());
		assertThat(this.saves).hasValue(3);
	}

	@Test
	void everythingElseIsThatOfTheStore() {
		WebSession found = get(this.late.retrieveSession(this.session.getId()));
		found.start();
		found.setMaxIdleTime(Duration.ofMinutes(3));
		assertThat(this.stored.isStarted()).isTrue();
		assertThat(this.stored.getMaxIdleTime()).isEqualTo(found.getMaxIdleTime()).hasMinutes(3);
		assertThat(found.getCreationTime()).isEqualTo(this.stored.getCreationTime());
		assertThat(found.getLastAccessTime()).isEqualTo(this.stored.getLastAccessTime());
		assertThat(found.getAttributes()).isSameAs(this.stored.getAttributes());
		get(this.late.updateLastAccessTime(found));
		get(this.late.updateLastAccessTime(this.stored));
		get(found.changeSessionId());
		assertThat(found.getId()).isEqualTo(this.stored.getId()).isNotEqualTo(get(this.store.createWebSession()));
		get(found.invalidate());
		assertThat(found.isExpired()).isTrue();
	}

	@Test
	void aStoreInMemoryStaysAsItIs() {
		DefaultWebSessionManager manager = new DefaultWebSessionManager();
		LateSaves.of(manager);
		assertThat(manager.getSessionStore()).isInstanceOf(InMemoryWebSessionStore.class);
		manager.setSessionStore(this.store);
		LateSaves.of(manager);
		WebSessionStore late = manager.getSessionStore();
		LateSaves.of(manager);
		assertThat(manager.getSessionStore()).isInstanceOf(LateSaves.class).isSameAs(late);
	}

	private static <T> T get(Mono<T> mono) {
		return mono.block(TestServer.TIMEOUT);
	}

}
