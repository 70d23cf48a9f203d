package io.github.wsgi4j.container.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.support.ContractSupport;
import io.github.wsgi4j.container.support.RawClient;
import io.github.wsgi4j.container.support.RawResponse;
import io.github.wsgi4j.container.support.RuleBreaker;
import io.github.wsgi4j.container.support.WsgiServer;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server on which one thing after the other goes wrong. In the mode {@code platform} it
 * has a single thread for applications, so that a lost one is missed at once, and its
 * connections take their buffers where they are counted.
 */
final class FaultServer implements AutoCloseable {

	static final String BESIDE = "/beside";

	private static final String NEXT = "GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final WsgiServer server;

	private final UnpooledByteBufAllocator buffers;

	private final KeptLog log;

	private final boolean virtual;

	private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

	private final AtomicReference<Application> beside = new AtomicReference<>();

	private int count;

	FaultServer(ExecutionMode mode, Buffering buffering, boolean http2) {
		this.server = new WsgiServer(Buffers.class, "wsgi.execution.mode=" + mode,
				"wsgi.request.buffering=" + buffering, "wsgi.execution.platform.threads=1",
				"wsgi.execution.event-loop.demote-after=0", "wsgi.execution.event-loop.max-hold=1m",
				"server.http2.enabled=" + http2);
		this.buffers = this.server.context().getBean(UnpooledByteBufAllocator.class);
		this.virtual = mode != ExecutionMode.PLATFORM && mode != ExecutionMode.EVENT_LOOP;
		this.log = new KeptLog();
	}

	/**
	 * Lets something go wrong, and checks what is left behind.
	 */
	void suffer(Fault fault) throws Exception {
		suffer(fault, this::meet);
	}

	void suffer(Fault fault, Encounter encounter) throws Exception {
		this.log.clear();
		this.count++;
		String path = "/fault-" + this.count;
		Scene scene = new Scene();
		this.server.serve(RuleBreaker.breaking((environ, start) -> {
			if (BESIDE.equals(environ.get(Environ.PATH_INFO))) {
				return this.beside.get().call(environ, start);
			}
			scene.enter();
			return fault.plot().call(scene, environ, start);
		}));
		encounter.meet(fault, path, scene);
		scene.end();
		checkPeace(fault, path, scene);
	}

	private void meet(Fault fault, String path, Scene scene) throws Exception {
		try (RawClient client = new RawClient(this.server.port(),
				(fault.departure() != Fault.Departure.NONE) ? 4096 : -1)) {
			client.send(fault.requestTo(path));
			if (fault.departure() == Fault.Departure.NONE) {
				checkResponse(fault, client);
			}
			else {
				awaitMoment(fault, scene, client::readHead);
				leave(fault, client);
			}
		}
	}

	private void checkResponse(Fault fault, RawClient client) {
		RawResponse response = fault.request().startsWith("HEAD") ? client.readHead() : client.readResponse();
		assertThat(response.status()).isEqualTo(fault.status());
		switch (fault.ending()) {
			case KEPT -> {
				serveNext();
				assertThat(client.send(NEXT).readResponse().text()).isEqualTo("still here");
			}
			case CLOSED -> assertThat(response.complete() && client.isClosedByServer()).isTrue();
			case BROKEN -> {
				assertThat(response.complete()).isFalse();
				assertThat(client.isClosedByServer()).isTrue();
			}
			default -> assertThat(response.complete()).isFalse();
		}
	}

	static void awaitMoment(Fault fault, Scene scene, Runnable readHead) throws InterruptedException {
		switch (fault.moment()) {
			case WHEN_REACHED -> scene.awaitReached();
			case BEHIND_THE_HEAD -> readHead.run();
			case WHEN_REACHED_BEHIND_THE_HEAD -> {
				readHead.run();
				scene.awaitReached();
			}
			case WHEN_THE_THREAD_WAITS -> {
				scene.awaitReached();
				ContractSupport.await()
					.untilAsserted(() -> assertThat(scene.threads()).extracting(Thread::getState)
						.hasSize(1)
						.isSubsetOf(Thread.State.WAITING, Thread.State.TIMED_WAITING));
			}
			default -> {
			}
		}
	}

	private static void leave(Fault fault, RawClient client) throws IOException {
		Socket socket = client.socket();
		switch (fault.departure()) {
			case RESET -> socket.setSoLinger(true, 0);
			case HALF_CLOSE -> {
				socket.shutdownOutput();
				client.awaitEnd();
			}
			default -> {
			}
		}
	}

	int port() {
		return this.server.port();
	}

	/**
	 * Serves an application beside the one in which something goes wrong.
	 */
	void serveBeside(Application application) {
		this.beside.set(application);
	}

	/**
	 * Serves the application that shows that all goes on.
	 */
	void serveNext() {
		this.server.serve((environ, start) -> {
			start.call("200 OK", List.of());
			return Body.text(Thread.currentThread().isInterrupted() ? "interrupted" : "still here");
		});
	}

	private void checkPeace(Fault fault, String path, Scene scene) {
		ContractSupport.await().untilAsserted(() -> assertThat(scene.closed()).as("closed").isEqualTo(fault.closes()));
		serveNext();
		assertThat(this.server.exchange(NEXT).text()).isEqualTo("still here");
		ContractSupport.await().untilAsserted(() -> {
			assertThat(this.buffers.metric().usedDirectMemory()).as("bytes in direct buffers").isZero();
			assertThat(this.buffers.metric().usedHeapMemory()).as("bytes in buffers on the heap").isZero();
		});
		if (this.virtual) {
			ContractSupport.await()
				.untilAsserted(() -> assertThat(scene.threads()).as("threads").noneMatch(Thread::isAlive));
		}
		this.threads.addAll(scene.threads());
		scene.runAfterwards();
		checkLog(fault, path);
		assertThat(scene.closed()).as("closed in the end").isEqualTo(fault.closes());
	}

	private void checkLog(Fault fault, String path) {
		if (fault.departure() != Fault.Departure.NONE) {
			assertThat(this.log.lines(Level.ERROR)).as("log").isEmpty();
			assertThat(this.log.lines(Level.WARN)).as("log").noneMatch((line) -> line.startsWith("io.github.wsgi4j"));
			return;
		}
		String method = fault.request().substring(0, fault.request().indexOf(' ') + 1);
		ContractSupport.await()
			.untilAsserted(() -> assertThat(this.log.lines(Level.WARN)).as("log")
				.hasSize(fault.lines())
				.allSatisfy((line) -> assertThat(line).contains(method).contains(path)));
	}

	@Override
	public void close() {
		this.log.close();
		this.server.close();
		this.threads.removeIf((thread) -> !thread.getName().startsWith("wsgi-"));
		ContractSupport.await().untilAsserted(() -> assertThat(this.threads).noneMatch(Thread::isAlive));
	}

	/**
	 * What happens between a client and the application.
	 */
	@FunctionalInterface
	interface Encounter {

		void meet(Fault fault, String path, Scene scene) throws Exception;

	}

	/**
	 * Counts what the connections hold.
	 */
	static class Buffers {

		@Bean
		UnpooledByteBufAllocator buffers() {
			return new UnpooledByteBufAllocator(true);
		}

		@Bean
		NettyServerCustomizer allocator(UnpooledByteBufAllocator buffers) {
			return (server) -> server.childOption(ChannelOption.ALLOCATOR, buffers);
		}

	}

}
