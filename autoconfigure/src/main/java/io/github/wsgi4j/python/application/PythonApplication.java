package io.github.wsgi4j.python.application;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.gateway.ShortBody;
import io.github.wsgi4j.python.PythonSettings;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.protocol.RequestFrame;
import io.github.wsgi4j.python.worker.ServerTiming;
import io.github.wsgi4j.python.worker.SlotPool;
import io.github.wsgi4j.python.worker.SpoolSpace;
import io.github.wsgi4j.python.worker.StreamedBody;
import io.github.wsgi4j.python.worker.WorkerRequest;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoopGroup;
import org.jspecify.annotations.Nullable;

/**
 * A WSGI application of Python, which runs unmodified in processes of its own
 * interpreter. A call does not wait where the request's body is here: the body of the
 * response is a publisher's, and start_response is called as late as its first block.
 */
public final class PythonApplication implements Application, AutoCloseable {

	/** The longest body that goes with its request, in bytes. */
	private static final int INLINE = 64 * 1024;

	private static final byte[] NONE = {};

	private static final List<Header> PLAIN = List.of(Header.of("Content-Type", "text/plain"));

	private final PythonSettings settings;

	private final Supplier<EventLoopGroup> loops;

	private final ObservationRegistry observations;

	private final SlotPool pool;

	private final SpoolSpace space;

	private final Application answering;

	private volatile @Nullable Processes processes;

	/**
	 * Creates an application that has no processes yet.
	 * @param settings what to run, and how
	 * @param loops what the connections of the processes run on, of epoll or NIO; those
	 * of the HTTP server, if it has any. Asked for at each start.
	 * @param around what is between the application and Python
	 * @param observations has the observation that a call logs in
	 */
	public PythonApplication(PythonSettings settings, Supplier<EventLoopGroup> loops, Middleware around,
			ObservationRegistry observations) {
		this.settings = settings;
		this.loops = loops;
		this.observations = observations;
		this.pool = new SlotPool(loops, settings.requestTimeout(), settings.responseTimeout(), settings.maxQueue());
		this.space = new SpoolSpace(settings.spool());
		this.answering = around.wrap(this::run);
	}

	/**
	 * Starts the processes, without waiting for them.
	 * @throws io.github.wsgi4j.python.PythonStartException if what they need cannot be
	 * written
	 */
	public synchronized void start() {
		if (this.processes == null) {
			this.processes = Processes.start(this.settings, this.loops.get(), this.pool);
		}
	}

	/**
	 * Waits until the processes have imported the application.
	 * @throws io.github.wsgi4j.python.PythonStartException if they cannot
	 */
	public void awaitReady() {
		Processes processes = this.processes;
		if (processes == null) {
			throw notStarted();
		}
		processes.supervisor().awaitReady(this.settings.startupTimeout());
	}

	/**
	 * Replaces the processes one after the other, so that changed code is used.
	 * @return completes when all are replaced, or none could be
	 */
	public CompletableFuture<Void> reload() {
		Processes processes = this.processes;
		return (processes != null) ? processes.supervisor().reload() : CompletableFuture.failedFuture(notStarted());
	}

	/**
	 * Returns whether requests are taken.
	 * @return whether a process is up, or was a moment ago
	 */
	public boolean isUp() {
		return this.pool.isAvailable();
	}

	/**
	 * Returns how the processes are.
	 * @return a description for people
	 */
	public PythonStatus status() {
		Processes processes = this.processes;
		return (processes != null) ? processes.supervisor().status()
				: new PythonStatus(this.settings.name(), List.of());
	}

	/**
	 * Returns how many threads of the processes are in a request.
	 * @return the threads
	 */
	public int busyThreads() {
		return this.pool.busy();
	}

	/**
	 * Returns how many requests wait for a thread.
	 * @return the requests
	 */
	public int waiting() {
		return this.pool.waiting();
	}

	/**
	 * Returns how much waits on disk for slow clients.
	 * @return the bytes of all responses that wait in files
	 */
	public long spooled() {
		return this.space.used();
	}

	private IllegalStateException notStarted() {
		return new IllegalStateException("The application '" + this.settings.name() + "' has not been started");
	}

	@Override
	public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse) throws Exception {
		if (environ.get("HTTP_UPGRADE") instanceof String protocol && protocol.equalsIgnoreCase("websocket")) {
			startResponse.call("501 Not Implemented", PLAIN);
			return Body.text("WebSocket is not supported: this is a WSGI application.\n");
		}
		return this.answering.call(environ, startResponse);
	}

	private Iterable<byte[]> run(Map<String, Object> environ, StartResponse startResponse) throws IOException {
		ServerTiming timing = this.settings.serverTiming() ? new ServerTiming() : null;
		InputStream input = Environ.input(environ);
		boolean complete = Boolean.TRUE.equals(environ.get(Environ.INPUT_COMPLETE));
		byte[] body = ShortBody.read(environ, INLINE);
		Observation current = this.observations.getCurrentObservation();
		ByteBuf frame = RequestFrame.of(environ, (body != null) ? body : NONE, body == null);
		WorkerRequest request = new WorkerRequest(this.pool, frame, input, this.space,
				(current != null) ? current::scoped : null, timing);
		return Body.startLate(complete ? Body.from(request) : new StreamedBody(request),
				() -> request.begin(environ, startResponse));
	}

	/**
	 * Lets the requests that are running end, and then ends the processes.
	 */
	@Override
	public synchronized void close() {
		Processes processes = this.processes;
		if (processes != null) {
			this.processes = null;
			processes.close();
		}
	}

}
