package io.github.wsgi4j.container.soak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.autoconfigure.support.OnNewestJava;
import io.github.wsgi4j.container.support.WsgiServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server is stopped while clients keep it busy. Each of their requests gets its whole
 * answer; or its connection ends without a byte of one, and then the application has not
 * been called.
 */
@OnNewestJava
@Timeout(120)
class ShutdownUnderLoadTests {

	private static final int ROUNDS = Integer.getInteger("shutdown.rounds", 3);

	private static final int CLIENTS = 16;

	@Test
	void platform() throws Exception {
		losesNothing("platform", true);
	}

	@Test
	void eventLoop() throws Exception {
		losesNothing("event-loop", false);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Virtual threads need Java 21")
	void virtual() throws Exception {
		losesNothing("virtual", true);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "An event loop carries virtual threads from Java 24 on")
	void virtualOnEventLoop() throws Exception {
		losesNothing("virtual-on-event-loop", true);
	}

	private static void losesNothing(String mode, boolean blocks) throws Exception {
		int whole = 0;
		int refused = 0;
		for (int round = 0; round < ROUNDS; round++) {
			Work work = new Work(blocks);
			ShutdownLoad load = stopUnderLoad(mode, work);
			assertThat(load.cut()).as("answers that were cut off").isEmpty();
			assertThat(load.refused()).as("requests without an answer that the application has seen")
				.doesNotContainAnyElementsOf(work.called);
			assertThat(load.whole() + load.refused().size()).isEqualTo(load.sent());
			whole += load.whole();
			refused += load.refused().size();
		}
		System.out.printf("%s: %d requests answered, %d refused, none lost%n", mode, whole, refused);
	}

	private static ShutdownLoad stopUnderLoad(String mode, Work work) throws InterruptedException {
		WsgiServer server = new WsgiServer("server.shutdown=graceful", "wsgi.execution.mode=" + mode).serve(work);
		ShutdownLoad load = new ShutdownLoad(server.port(), CLIENTS);
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> load.whole() > 20 * CLIENTS);
		server.close();
		load.await();
		return load;
	}

	static final class Work implements Application {

		private final Set<Integer> called = ConcurrentHashMap.newKeySet();

		private final boolean blocks;

		Work(boolean blocks) {
			this.blocks = blocks;
		}

		@Override
		public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws IOException {
			this.called.add(Integer.valueOf(Environ.get(environ, Environ.QUERY_STRING)));
			((InputStream) environ.get(Environ.WSGI_INPUT)).readAllBytes();
			startResponse.call("200 OK", List.of());
			pause();
			if (Environ.get(environ, Environ.PATH_INFO).equals("/block")) {
				return Body.text("end");
			}
			return () -> Stream.of("first", "second", "end")
				.peek((block) -> pause())
				.map((block) -> block.getBytes(StandardCharsets.ISO_8859_1))
				.iterator();
		}

		private void pause() {
			if (this.blocks) {
				LockSupport.parkNanos(1_000_000);
			}
		}

	}

}
