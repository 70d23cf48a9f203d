package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.python.PythonStartException.Reason;
import io.github.wsgi4j.python.SpoolSettings;
import io.github.wsgi4j.python.WorkerDescription;
import io.github.wsgi4j.python.process.WorkerControl;
import io.github.wsgi4j.python.process.WorkerEvents;
import io.github.wsgi4j.python.protocol.Frame;
import io.github.wsgi4j.python.protocol.FrameType;
import io.github.wsgi4j.python.protocol.RequestFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.adapter.JdkFlowAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The socket as a process sees it, on each kind of event loop.
 */
@OnOldestJava
class WorkerListenerTests {

	private static final String TOKEN = "secret";

	private static final String PID = Long.toString(ProcessHandle.current().pid());

	private final Events events = new Events();

	private EventLoopGroup loops;

	private SlotPool pool;

	private WorkerListener listener;

	private Path folder;

	static Stream<IoHandlerFactory> kinds() {
		return Stream.concat(Stream.of(NioIoHandler.newFactory()),
				Stream.of(Epoll.isAvailable())
					.filter(Boolean::booleanValue)
					.map((there) -> EpollIoHandler.newFactory()));
	}

	private SocketChannel connect(IoHandlerFactory kind) throws IOException {
		if (this.listener == null) {
			// A short path, as a socket needs.
			this.folder = Files.createTempDirectory(Path.of("/tmp"), "listen");
			this.loops = new MultiThreadIoEventLoopGroup(1, kind);
			this.pool = new SlotPool(() -> this.loops, Duration.ZERO, Duration.ZERO, 1000);
			this.pool.setEvents(this.events);
			this.listener = WorkerListener.bind(this.folder.resolve("s"), TOKEN, this.loops, this.pool,
					LogFactory.getLog("wsgi.python.test"));
		}
		return SocketChannel.open(UnixDomainSocketAddress.of(this.folder.resolve("s")));
	}

	@AfterEach
	void close() throws IOException {
		this.listener.close();
		this.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		Files.deleteIfExists(this.folder.resolve("s"));
		Files.delete(this.folder);
	}

	private static void send(SocketChannel channel, FrameType type, String... fields) throws IOException {
		ByteBuf frame = Frame.text(UnpooledByteBufAllocator.DEFAULT, type, fields);
		try {
			channel.write(frame.nioBuffer());
		}
		finally {
			frame.release();
		}
	}

	private static boolean isClosed(SocketChannel channel) throws IOException {
		return channel.read(ByteBuffer.allocate(1)) < 0;
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aProcessWithoutTheTokenIsRefused(IoHandlerFactory kind) throws IOException {
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.CONTROL, "guessed", "1", PID);
			assertThat(isClosed(channel)).isTrue();
		}
		assertThat(this.events.told).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSlotOfAProcessThatIsNotThereIsRefused(IoHandlerFactory kind) throws IOException {
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.SLOT, TOKEN, "1", "0");
			assertThat(isClosed(channel)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSlotOfAProcessThatIsGoneIsRefused(IoHandlerFactory kind) throws IOException {
		CompletableFuture<String> lost;
		try (SocketChannel control = connect(kind)) {
			send(control, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.control != null);
			lost = this.events.control.stacks();
		}
		assertThat(lost).succeedsWithin(Duration.ofSeconds(10));
		try (SocketChannel slot = connect(kind)) {
			send(slot, FrameType.SLOT, TOKEN, "1", "0");
			slot.configureBlocking(false);
			Awaitility.await().until(() -> isClosed(slot));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSlotThatIsReadBeforeItsProcessWaitsForIt(IoHandlerFactory kind) throws IOException {
		try (SocketChannel slot = connect(kind); SocketChannel control = connect(kind)) {
			send(slot, FrameType.SLOT, TOKEN, "1", "0");
			send(control, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.told.contains("connected 1"));
			slot.configureBlocking(false);
			assertThat(slot.read(ByteBuffer.allocate(1))).isZero();
			Awaitility.await().until(() -> {
				this.pool.drop(1);
				return isClosed(slot);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void anotherBeginningIsRefused(IoHandlerFactory kind) throws IOException {
		try (SocketChannel control = connect(kind); SocketChannel channel = connect(kind)) {
			send(control, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.told.contains("connected 1"));
			send(channel, FrameType.LOG, TOKEN, "1", "0");
			assertThat(isClosed(channel)).isTrue();
		}
	}

	@Test
	void aProcessThatIsNotWhatItSaysIsRefused() throws IOException {
		assumeTrue(Epoll.isAvailable(), "Only epoll tells who is there");
		try (SocketChannel channel = connect(EpollIoHandler.newFactory())) {
			send(channel, FrameType.CONTROL, TOKEN, "1", "1");
			assertThat(isClosed(channel)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aProcessSaysHowItIs(IoHandlerFactory kind) throws IOException {
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.CONTROL, TOKEN, "1", PID);
			for (String level : List.of("DEBUG", "INFO", "WARNING", "ERROR")) {
				send(channel, FrameType.LOG, level, "shop", "text", "");
			}
			send(channel, FrameType.READY, "3.11.2", "CPython", "flask", "2.2", "app:app", "1");
			for (String kindOfFailure : List.of("callable", "notfound", "directory", "preload", "import")) {
				send(channel, FrameType.FAILED, kindOfFailure, "text");
			}
			Awaitility.await()
				.untilAsserted(() -> assertThat(this.events.told).containsExactly("connected 1", "ready app:app",
						"failed CALLABLE", "failed NOT_FOUND", "failed DIRECTORY", "failed PRELOAD", "failed IMPORT"));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aControlConnectionThatSaysWhatItMustNotIsClosed(IoHandlerFactory kind) throws IOException {
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.CONTROL, TOKEN, "1", PID);
			send(channel, FrameType.FREE);
			assertThat(isClosed(channel)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSlotThatAnswersNobodyIsClosed(IoHandlerFactory kind) throws IOException {
		try (SocketChannel control = connect(kind); SocketChannel slot = connect(kind)) {
			send(control, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.told.contains("connected 1"));
			send(slot, FrameType.SLOT, TOKEN, "1", "0");
			send(slot, FrameType.FREE);
			assertThat(isClosed(slot)).isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aRequestThatASlotHasNotReadRunsOnAnother(IoHandlerFactory kind) throws IOException {
		try (SocketChannel control = connect(kind); SocketChannel second = connect(kind)) {
			second.configureBlocking(false);
			send(control, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.told.contains("connected 1"));
			this.pool.admit(1);
			WorkerRequest request = new WorkerRequest(this.pool, RequestFrame.of(Map.of(), new byte[0], false),
					InputStream.nullInputStream(), new SpoolSpace(new SpoolSettings(0, 0, 0, null)), null, null);
			CompletableFuture<Void> answered = JdkFlowAdapter.flowPublisherToFlux(request).then().toFuture();
			try (SocketChannel first = connect(kind)) {
				first.configureBlocking(false);
				send(first, FrameType.SLOT, TOKEN, "1", "0");
				Awaitility.await().until(() -> first.read(ByteBuffer.allocate(1)) == 1);
			}
			send(second, FrameType.SLOT, TOKEN, "1", "1");
			Awaitility.await().until(() -> second.read(ByteBuffer.allocate(1)) == 1);
			send(second, FrameType.END);
			send(second, FrameType.FREE);
			assertThat(answered).succeedsWithin(Duration.ofSeconds(10));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aSocketThatIsDeletedIsThereAgain(IoHandlerFactory kind) throws IOException {
		try (SocketChannel before = connect(kind)) {
			send(before, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.told.contains("connected 1"));
			this.listener.restore();
			Files.delete(this.folder.resolve("s"));
			this.listener.restore();
			try (SocketChannel after = connect(kind)) {
				send(after, FrameType.CONTROL, TOKEN, "2", PID);
				Awaitility.await().until(() -> this.events.told.contains("connected 2"));
			}
			send(before, FrameType.READY, "3.11.2", "CPython", "flask", "2.2", "app:app", "1");
			Awaitility.await().until(() -> this.events.told.contains("ready app:app"));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void stacksThatDoNotComeAreEmpty(IoHandlerFactory kind) throws IOException {
		CompletableFuture<String> answered;
		CompletableFuture<String> lost;
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.control != null);
			answered = this.events.control.stacks();
			lost = this.events.control.stacks();
			send(channel, FrameType.STACKS, "the stacks");
			assertThat(answered).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("the stacks");
		}
		assertThat(lost).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("");
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void aTemplateForks(IoHandlerFactory kind) throws IOException {
		CompletableFuture<Long> lost;
		try (SocketChannel channel = connect(kind)) {
			send(channel, FrameType.CONTROL, TOKEN, "1", PID);
			Awaitility.await().until(() -> this.events.control != null);
			CompletableFuture<Long> forked = this.events.control.fork(2);
			lost = this.events.control.fork(3);
			send(channel, FrameType.FORKED, "7", "70");
			send(channel, FrameType.FORKED, "2", "42");
			assertThat(forked).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(42L);
			send(channel, FrameType.ENDED, "2", "137");
			Awaitility.await().until(() -> this.events.told.contains("exited 2 137"));
		}
		assertThat(lost).failsWithin(Duration.ofSeconds(10));
		assertThat(this.events.control.fork(4)).failsWithin(Duration.ofSeconds(10));
	}

	/** What the supervisor is told. */
	private static final class Events implements WorkerEvents {

		private final Queue<String> told = new ConcurrentLinkedQueue<>();

		private volatile WorkerControl control;

		@Override
		public void changed(int process, String path) {
			this.told.add("changed " + process + " " + path);
		}

		@Override
		public void ended(int process, int status) {
			this.told.add("exited " + process + " " + status);
		}

		@Override
		public void connected(int process, long pid, WorkerControl control) {
			this.control = control;
			this.told.add("connected " + process);
		}

		@Override
		public void ready(int process, WorkerDescription description) {
			this.told.add("ready " + description.callable());
		}

		@Override
		public void failed(int process, Reason reason, String text) {
			this.told.add("failed " + reason);
		}

		@Override
		public void requestEnded(int process, int slot, int requestId) {
			this.told.add("ended " + requestId);
		}

		@Override
		public void timeout(int process, int slot, int requestId) {
			this.told.add("timeout " + requestId);
		}

	}

}
