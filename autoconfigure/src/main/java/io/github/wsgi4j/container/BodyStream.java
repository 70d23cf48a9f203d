package io.github.wsgi4j.container;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

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

	/** What a small block counts for, so that a turn has few of them as well. */
	private static final int LEAST = 1024;

	private final ServerWebExchange exchange;

	private final Wire wire;

	private final Outlet outlet;

	private final Delivery delivery;

	private final long declared;

	private final boolean endsWithConnection;

	private final int slice;

	private long remaining;

	private boolean full;

	private int turn;

	private volatile @Nullable Thread writer;

	/**
	 * Begins a body.
	 * @param wire the connection
	 * @param buffer the bytes that wait for the connection before the application does
	 * @param length the number of bytes to be sent, or -1
	 * @param http10 whether a body without a length ends with the connection
	 * @param delivery is told how the body gets on
	 */
	BodyStream(ServerWebExchange exchange, Wire wire, int buffer, long length, boolean http10, Delivery delivery) {
		this.exchange = exchange;
		this.declared = length;
		this.remaining = (length >= 0) ? length : Long.MAX_VALUE;
		this.endsWithConnection = http10 && length < 0;
		this.wire = wire;
		int room = wire.reserve(buffer);
		this.slice = Math.min(SLICE, room);
		this.outlet = new Outlet(this.wire, room, this::ready, delivery::lost);
		this.delivery = delivery;
	}

	private void ready() {
		LockSupport.unpark(this.writer);
		this.delivery.ready();
	}

	Outlet outlet() {
		return this.outlet;
	}

	/**
	 * Whether more of the body is of any use.
	 */
	boolean wantsMore() {
		return !this.full && !this.outlet.isCancelled();
	}

	/**
	 * Sends as much of a block as there is room for.
	 * @return how far the block has been taken
	 */
	int send(byte[] block, int offset) {
		if (!this.wire.isHere()) {
			return send(block, offset, false);
		}
		// The client may read as fast as the loop writes, and there is always room then.
		if (this.turn >= TURN) {
			return wantsMore() ? offset : block.length;
		}
		int sent = send(block, offset, false);
		this.turn += Math.max(sent - offset, LEAST);
		if (this.turn >= TURN) {
			this.wire.executor().execute(this::nextTurn);
		}
		return sent;
	}

	private void nextTurn() {
		this.turn = 0;
		this.delivery.ready();
	}

	private int send(byte[] block, int offset, boolean beyondRoom) {
		int sent = offset;
		while (sent < block.length && (beyondRoom || this.outlet.hasRoom()) && wantsMore()) {
			int size = (int) Math.min(Math.min(this.slice, block.length - sent), this.remaining);
			if (size == this.remaining && size < block.length - sent) {
				// First, since the client may leave with the last byte.
				logExcess(this.exchange, this.declared);
				this.full = true;
			}
			if (size > 0) {
				this.outlet.offer(Blocks.copy(block, sent, size, this.exchange.getResponse().bufferFactory()));
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
			this.outlet.offer(Blocks.copy(block, 0, 0, this.exchange.getResponse().bufferFactory()));
		}
		boolean waits = !this.wire.isHere();
		int sent = send(block, 0, !waits);
		while (waits && sent < block.length) {
			awaitRoom();
			sent = send(block, sent);
		}
	}

	private void awaitRoom() throws IOException {
		this.writer = Thread.currentThread();
		try {
			while (!this.outlet.hasRoom() && !this.outlet.isCancelled()) {
				if (Thread.currentThread().isInterrupted()) {
					throw new InterruptedIOException("Interrupted while waiting for the client");
				}
				LockSupport.park(this);
			}
		}
		finally {
			this.writer = null;
		}
		if (this.outlet.isCancelled()) {
			throw new IOException("The client has gone away");
		}
	}

	/**
	 * Ends the body, or breaks the connection if it is too short.
	 */
	void end() {
		if (this.declared > 0 && this.remaining > 0 && !isCancelled()) {
			logger.warn(LogLine.of(this.exchange,
					"the body ended " + this.remaining + " bytes before its Content-Length; the connection is closed"));
			abort("The body is shorter than its Content-Length");
		}
		else {
			this.outlet.complete();
		}
	}

	/**
	 * Breaks the connection behind what was sent.
	 */
	void abort(String message) {
		if (this.endsWithConnection) {
			this.wire.reset();
		}
		this.outlet.fail(new ResponseAbortedException(message));
	}

	/**
	 * Whether nobody wants the rest.
	 */
	boolean isCancelled() {
		return this.outlet.isCancelled();
	}

	/**
	 * Gives up what was not sent.
	 */
	void cancel() {
		this.outlet.cancel();
		LockSupport.unpark(this.writer);
	}

	static void logExcess(ServerWebExchange exchange, long length) {
		logger.warn(LogLine.of(exchange,
				"the body is longer than its Content-Length of " + length + " bytes; what is more was not sent"));
	}

}
