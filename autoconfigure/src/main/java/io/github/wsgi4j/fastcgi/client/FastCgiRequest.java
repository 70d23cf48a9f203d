package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.fastcgi.protocol.CgiHead;
import io.github.wsgi4j.fastcgi.protocol.CgiHeadReader;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.http.gateway.PublishedResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a server, and the blocks of its response. Records come
 * on the event loop of a connection, the demand for blocks from wherever the body is
 * iterated.
 */
public final class FastCgiRequest extends PublishedResponse {

	/** The bytes of a response that wait for the client before the server does. */
	private static final int MOST_WAITING = 256 * 1024;

	private final ServerPool pool;

	private final Outgoing outgoing;

	private final ErrorLines errors;

	private final CgiHeadReader reader = new CgiHeadReader();

	private final Deque<byte[]> blocks = new ArrayDeque<>();

	/** The servers that do not answer it. The pool uses it under its own monitor. */
	private final Map<Server, GatewayException> tried = new LinkedHashMap<>(2);

	private @Nullable CgiHead head;

	private @Nullable FastCgiConnection connection;

	private @Nullable Future<?> timeout;

	private long waiting;

	private boolean paused;

	private volatile boolean cautious;

	private FastCgiRequest(ServerPool pool, Outgoing outgoing, @Nullable Consumer<Runnable> scope) {
		this.pool = pool;
		this.outgoing = outgoing;
		this.cautious = !outgoing.safe();
		this.errors = new ErrorLines(pool.log(), outgoing.line(), scope);
	}

	/**
	 * Creates a request.
	 * @param pool has the servers
	 * @param environ the environ
	 * @param threads runs each task on a thread of its own, where it may wait
	 * @param scope runs what logs for the request, or {@code null} for nothing special
	 * @throws IOException if the body cannot be read
	 */
	public static FastCgiRequest of(ServerPool pool, Map<String, Object> environ, Executor threads,
			@Nullable Consumer<Runnable> scope) throws IOException {
		return new FastCgiRequest(pool, Outgoing.of(environ, pool.parameters(), threads), scope);
	}

	@Override
	protected void begin() {
		synchronized (this) {
			this.timeout = this.pool.timeout(this::timeOut);
		}
		this.pool.acquire(this);
	}

	private void timeOut() {
		end(new GatewayException(504, "The server did not respond in time"));
		abandon();
	}

	/**
	 * Gives the status and the headers on, on the thread that iterates the body.
	 */
	public void start(StartResponse startResponse) {
		CgiHead head = head();
		if (head != null) {
			startResponse.call(head.status(), head.headers());
		}
	}

	private synchronized @Nullable CgiHead head() {
		return this.head;
	}

	Outgoing outgoing() {
		return this.outgoing;
	}

	Map<Server, GatewayException> tried() {
		return this.tried;
	}

	/**
	 * Whether it needs a connection that was not used before. One that was may be closed
	 * just now, and then nobody knows whether the application was called.
	 */
	boolean isCautious() {
		return this.cautious;
	}

	void beCautious() {
		this.cautious = true;
	}

	/**
	 * Whether somebody still waits for a response.
	 */
	synchronized boolean isWanted() {
		return !isEnded() && !isDone();
	}

	/**
	 * Takes note of the connection that the request runs on.
	 * @return whether it still shall
	 */
	synchronized boolean run(FastCgiConnection connection) {
		boolean wanted = isWanted();
		if (wanted) {
			this.connection = connection;
		}
		return wanted;
	}

	/**
	 * Takes output of the application, which {@link #flush()} gives on.
	 * @throws IllegalArgumentException if the head is malformed
	 */
	synchronized void output(ByteBuf content) {
		if (!isWanted()) {
			return;
		}
		if (this.head == null) {
			this.head = this.reader.read(content);
		}
		if (content.isReadable()) {
			this.waiting += content.readableBytes();
			this.blocks.add(ByteBufUtil.getBytes(content));
			pace();
		}
	}

	void errors(ByteBuf content) {
		this.errors.write(content);
	}

	void flush() {
		deliver();
	}

	private void pace() {
		FastCgiConnection connection = this.connection;
		boolean paused = this.waiting > (this.paused ? MOST_WAITING / 4 : MOST_WAITING);
		if (connection != null && paused != this.paused) {
			this.paused = paused;
			connection.setReading(!paused);
		}
	}

	/**
	 * Takes note that the server has nothing more to say.
	 */
	void complete() {
		end((head() != null) ? null : new GatewayException(502, "The server sent no response head"));
	}

	/**
	 * Ends the response with a failure, or without one.
	 */
	void end(@Nullable RuntimeException failure) {
		this.outgoing.stop();
		this.errors.end();
		synchronized (this) {
			finish(failure);
			stopTimeout();
		}
		deliver();
	}

	private void stopTimeout() {
		if (this.timeout != null) {
			this.timeout.cancel(false);
			this.timeout = null;
		}
	}

	/**
	 * Takes note that the body cannot be read, which may be the fault of the client.
	 */
	void uploadFailed(Throwable failure) {
		end((failure instanceof IOException io) ? new UncheckedIOException(io) : new IllegalStateException(failure));
		abandon();
	}

	@Override
	protected byte @Nullable [] next() {
		byte[] block = this.blocks.poll();
		if (block != null) {
			this.waiting -= block.length;
			if (!isEnded()) {
				pace();
			}
		}
		return block;
	}

	@Override
	protected boolean isTaken() {
		return this.blocks.isEmpty();
	}

	@Override
	protected void discard() {
		this.blocks.clear();
		stopTimeout();
	}

	@Override
	protected void abandon() {
		this.outgoing.stop();
		FastCgiConnection running;
		synchronized (this) {
			running = this.connection;
		}
		if (running != null) {
			running.abandon(this);
		}
		// It may wait for another one.
		this.pool.cancel(this);
	}

}
