package io.github.wsgi4j.container.execution;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.support.Contract;
import io.github.wsgi4j.container.support.OneLoop;
import io.github.wsgi4j.container.support.OneLoopContract;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.WsgiServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An application that computes on the only event loop: the log says where, once, and in
 * the end it is moved.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(60)
abstract class BurningContract {

	private static final String MAX_HOLD = "wsgi.execution.event-loop.max-hold=20ms";

	private static final long BURN_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

	static final String HELD = "The application 'application' has held the event loop 'reactor-http-";

	private static final String MOVED = "The application 'application' has held an event loop for more than 20 ms ";

	private final String mode;

	BurningContract(String mode) {
		this.mode = mode;
	}

	@Test
	void logNamesTheApplicationAndItsStackOnceAMinute(CapturedOutput output) {
		try (WsgiServer server = start(0)) {
			server.serve((environ, start) -> {
				burnUntil(output, environ);
				start.call("200 OK", Contract.NO_HEADERS);
				return Body.text("burnt");
			});
			assertThat(server.get("/logged").text()).isEqualTo("burnt");
			assertThat(output).containsOnlyOnce(HELD).contains(" ms, at:", BurningContract.class.getName() + ".burn");
			for (int i = 0; i < 3; i++) {
				assertThat(server.get("/").text()).isEqualTo("burnt");
			}
			assertThat(output).containsOnlyOnce(HELD);
		}
	}

	@Test
	void loadingOfClassesIsNotLogged(CapturedOutput output) {
		ClassLoader slow = new ClassLoader() {

			@Override
			protected Class<?> findClass(String name) throws ClassNotFoundException {
				burn(3 * BURN_NANOS);
				return super.findClass(name);
			}

		};
		try (WsgiServer server = start(0)) {
			server.serve((environ, start) -> {
				assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> slow.loadClass("none"));
				start.call("200 OK", Contract.NO_HEADERS);
				return Body.text("loaded");
			});
			assertThat(server.get("/").text()).isEqualTo("loaded");
			assertThat(output).doesNotContain(BurningContract.class.getName() + ".burn");
		}
	}

	@Test
	void applicationIsMovedThatHoldsTheLoopAgainAndAgain(CapturedOutput output) {
		AtomicBoolean enough = new AtomicBoolean();
		CountDownLatch burning = new CountDownLatch(1);
		try (WsgiServer server = start(3)) {
			server.serve((environ, start) -> {
				burn(BURN_NANOS);
				start.call("200 OK", Contract.NO_HEADERS);
				return Body.text(Thread.currentThread().toString());
			});
			for (int i = 0; i < 3; i++) {
				assertThat(server.get("/").text()).contains("reactor-http-");
			}
			Contract.await().until(() -> output.getAll().contains(MOVED));
			assertThat(output).containsOnlyOnce(MOVED + "3 times within a minute").contains(fallback());
			assertThat(server.get("/").text()).doesNotContain("reactor-http-");
			assertThat(figures(server)).containsEntry("mode", this.mode).asString().contains("[application]");
			server.serve((environ, start) -> {
				burning.countDown();
				while (!enough.get()) {
					Thread.onSpinWait();
				}
				start.call("200 OK", Contract.NO_HEADERS);
				return Body.text("burnt");
			});
			try (RawClient client = server.connect()) {
				client.send(Contract.get("/"));
				OneLoopContract.passed(burning);
				assertThat(server.get("/hello").text()).isEqualTo("hello");
				enough.set(true);
				assertThat(client.readResponse().text()).isEqualTo("burnt");
			}
			assertThat(output).containsOnlyOnce(MOVED);
		}
		finally {
			enough.set(true);
		}
	}

	@Test
	void applicationIsLeftWhereItIsIfItIsSaidSo(CapturedOutput output) {
		try (WsgiServer server = start(0)) {
			server.serve((environ, start) -> {
				burn(BURN_NANOS);
				start.call("200 OK", Contract.NO_HEADERS);
				return Body.text(Thread.currentThread().toString());
			});
			for (int i = 0; i < 12; i++) {
				assertThat(server.get("/").text()).contains("reactor-http-");
			}
			assertThat(output).doesNotContain(MOVED);
			assertThat(figures(server)).asString().contains("demoted=[]");
		}
	}

	final WsgiServer start(int demoteAfter) {
		return OneLoop.start(this.mode, MAX_HOLD, "wsgi.execution.event-loop.demote-after=" + demoteAfter);
	}

	private static Map<String, Object> figures(WsgiServer server) {
		return server.context().getBean(Execution.class).describe();
	}

	private static String fallback() {
		return "in the mode '" + ((Runtime.version().feature() >= 21) ? "virtual" : "platform") + "'";
	}

	private static void burnUntil(CapturedOutput output, Map<String, Object> environ) {
		if (Environ.get(environ, Environ.PATH_INFO).equals("/logged")) {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			while (!output.getAll().contains(HELD) && System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}
		else {
			burn(BURN_NANOS);
		}
	}

	private static void burn(long nanos) {
		long end = System.nanoTime() + nanos;
		while (System.nanoTime() < end) {
			Thread.onSpinWait();
		}
	}

}
