package io.github.wsgi4j.container.response;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;

import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The body of one response as it is produced, held to its {@code Content-Length} and to
 * the pace of the client.
 */
final class BodyStream {

	private static final Log logger = LogFactory.getLog(BodyStream.class);

	/** The most bytes that are copied at a time. */
	private static final int SLICE = 64 * 1024;

	/** The most bytes that an event loop sends before it turns to its other work. */
	private static final int TURN = 256 * 1024;

	/** The size that a small block counts for, so that a turn has few of them as well. */
	private static final int LEAST = 1024;

	private final NativeExchange exchange;

	private final ServerConnection connection;

	private final BodyPublisher publisher;

	private final ResponseCallback callback;

	private final long declared;

	private final int slice;

	private long remaining;

	private boolean full;

	private int turn;

	private volatile @Nullable Thread writer;

	/**
	 * Begins a body.
	 * @param connection the connection
	 * @param buffer the bytes that wait for the connection before the application does
	 * @param length the number of bytes to be sent, or -1
	 * @param callback is told how the body gets on
	 */
	BodyStream(NativeExchange exchange, ServerConnection connection, int buffer, long length,
			ResponseCallback callback) {
		this.exchange = exchange;
		this.declared = length;
		this.remaining = (length >= 0) ? length : Long.MAX_VALUE;
		this.connection = connection;
		if (exchange.isHttp10() && length < 0) {
			// It ends with the connection: RFC 9112, section 6.3.
			connection.resetUnlessComplete();
		}
		int room = connection.reserve(buffer);
		this.slice = Math.min(SLICE, room);
		this.publisher = new BodyPublisher(this.connection, room, this::ready, callback::lost);
		this.callback = callback;
	}

	private void ready() {
		LockSupport.unpark(this.writer);
		this.callback.ready();
	}

	BodyPublisher publisher() {
		return this.publisher;
	}

	/**
	 * Whether more of the body is of any use.
	 */
	boolean wantsMore() {
		return !this.full && !this.publisher.isCancelled();
	}

	/**
	 * Sends as much of a block as there is room for.
	 * @return how far the block has been taken
	 */
	int send(byte[] block, int offset) {
		if (!this.connection.isHere()) {
			return send(block, offset, false);
		}
		// The client may read as fast as the loop writes, and there is always room then.
		if (this.turn >= TURN) {
			return wantsMore() ? offset : block.length;
		}
		int sent = send(block, offset, false);
		this.turn += Math.max(sent - offset, LEAST);
		if (this.turn >= TURN) {
			this.connection.executor().execute(this::nextTurn);
		}
		return sent;
	}

	private void nextTurn() {
		this.turn = 0;
		this.callback.ready();
	}

	private int send(byte[] block, int offset, boolean beyondRoom) {
		int sent = offset;
		while (sent < block.length && (beyondRoom || this.publisher.hasRoom()) && wantsMore()) {
			int size = (int) Math.min(Math.min(this.slice, block.length - sent), this.remaining);
			if (size == this.remaining && size < block.length - sent) {
				// First, since the client may leave with the last byte.
				logExcess(this.exchange, this.declared);
				this.full = true;
			}
			if (size > 0) {
				this.publisher.offer(Blocks.copy(block, sent, size, this.exchange.response().bufferFactory()));
			}
			this.remaining -= size;
			sent += size;
		}
		return wantsMore() ? sent : block.length;
	}

	/**
	 * Sends a block and waits for the room that it needs. On the event loop of the
	 * connection it does not, since nobody would make room meanwhile.
	 */
	void write(byte[] block) throws IOException {
		if (block.length == 0) {
			// Nothing to send but the headers.
			this.publisher.offer(Blocks.copy(block, 0, 0, this.exchange.response().bufferFactory()));
		}
		boolean waits = !this.connection.isHere();
		int sent = send(block, 0, !waits);
		while (waits && sent < block.length) {
			awaitRoom();
			sent = send(block, sent);
		}
	}

	private void awaitRoom() throws IOException {
		this.writer = Thread.currentThread();
		try {
			while (!this.publisher.hasRoom() && !this.publisher.isCancelled()) {
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException("Interrupted while waiting for the client");
				}
				LockSupport.park(this);
			}
		}
		finally {
			this.writer = null;
		}
		if (this.publisher.isCancelled()) {
			throw new IOException("The client has disconnected");
		}
	}

	/**
	 * Ends the body, or breaks the connection if it is too short.
	 */
	void end() {
		if (this.declared > 0 && this.remaining > 0 && !isCancelled()) {
			logger.warn(this.exchange.logLine(
					"the body ended " + this.remaining + " bytes before its Content-Length; the connection is closed"));
			abort("The body is shorter than its Content-Length");
		}
		else {
			this.publisher.complete();
		}
	}

	/**
	 * Breaks the connection behind what was sent.
	 */
	void abort(String message) {
		this.publisher.fail(new ResponseAbortedException(message));
	}

	/**
	 * Whether nobody wants the rest.
	 */
	boolean isCancelled() {
		return this.publisher.isCancelled();
	}

	/**
	 * Gives up what was not sent.
	 */
	void cancel() {
		this.publisher.cancel();
		LockSupport.unpark(this.writer);
	}

	static void logExcess(NativeExchange exchange, long length) {
		logger.warn(exchange
			.logLine("the body is longer than its Content-Length of " + length + " bytes; the excess was not sent"));
	}

}
