package io.github.wsgi4j.autoconfigure.server;

import java.util.List;
import java.util.Set;

import io.github.wsgi4j.autoconfigure.support.TestServer;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads of the starter that have come since this was made: contexts that other
 * tests keep open have threads of their own.
 */
final class WsgiThreads {

	private final Set<Thread> before = Thread.getAllStackTraces().keySet();

	List<String> names() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.before.contains(thread))
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter((name) -> name.startsWith("wsgi-"))
			.toList();
	}

	void awaitNone() {
		Awaitility.await().atMost(TestServer.TIMEOUT).untilAsserted(() -> assertThat(names()).isEmpty());
	}

}
