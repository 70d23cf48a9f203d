package io.github.wsgi4j.fastcgi.client;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.fastcgi.protocol.FastCgiRecord;
import io.github.wsgi4j.fastcgi.protocol.ProtocolStatus;
import io.github.wsgi4j.fastcgi.protocol.RecordDecoder;
import io.github.wsgi4j.fastcgi.protocol.RecordType;
import io.github.wsgi4j.fastcgi.protocol.Records;
import io.github.wsgi4j.http.gateway.GatewayException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server, which has one request at a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class FastCgiConnection extends SimpleChannelInboundHandler<FastCgiRecord> {

	private static final Log logger = LogFactory.getLog(FastCgiConnection.class);

	/** The time that a connection waits for its next request. */
	private static final long IDLE_MILLIS = 2000;

	/** The time for the end of a response that nobody waits for. */
	private static final long ABORT_MILLIS = 1000;

	private static final int MOST_ABORTED = 256 * 1024;

	private final ServerPool pool;

	private final Server server;

	private final Channel channel;

	private @Nullable FastCgiRequest request;

	private int served;

	private boolean kept;

	/** Whether it is known whether the server has accepted the connection. */
	private boolean answered;

	/** Whether a record came for the current request. */
	private boolean begun;

	private boolean aborted;

	private int discarded;

	private boolean watched;

	private long idleSince;

	FastCgiConnection(ServerPool pool, Server server, Channel channel) {
		super(FastCgiRecord.class);
		this.pool = pool;
		this.server = server;
		this.channel = channel;
	}

	Server server() {
		return this.server;
	}

	EventLoop loop() {
		return this.channel.eventLoop();
	}

	/**
	 * Whether the server has kept the connection for a second request.
	 */
	boolean isReused() {
		return this.served > 1;
	}

	/**
	 * Sends a request.
	 */
	void start(FastCgiRequest request) {
		if (loop().inEventLoop()) {
			startHere(request);
		}
		else {
			loop().execute(() -> startHere(request));
		}
	}

	private void startHere(FastCgiRequest request) {
		if (!this.channel.isActive()) {
			giveBack(request);
			return;
		}
		if (!request.run(this)) {
			this.pool.released(this, true);
			return;
		}
		this.request = request;
		this.begun = false;
		this.kept = this.pool.asksToKeep(this.server);
		this.aborted = false;
		this.discarded = 0;
		Outgoing outgoing = request.outgoing();
		Records.keep(outgoing.head(), this.kept);
		this.channel.writeAndFlush(outgoing.head().retainedDuplicate()).addListener((written) -> {
			if (!written.isSuccess()) {
				// The application is called when all of this is there.
				lost(request, true);
			}
		});
		RequestUpload upload = outgoing.upload();
		if (upload != null && this.request == request) {
			upload.start(this.channel, request::uploadFailed);
		}
	}

	private void lost(FastCgiRequest request, boolean unseen) {
		if (this.request != request) {
			return;
		}
		this.request = null;
		this.channel.close();
		if (unseen ? request.outgoing().isWhole() : request.outgoing().isRepeatable()) {
			giveBack(request);
		}
		else {
			request.end(closed());
			this.pool.closed(this.server, null);
		}
	}

	private GatewayException closed() {
		return new GatewayException(502,
				"The server " + this.server.address() + " closed the connection without a response");
	}

	// A server that closes a new connection is not tried again, or that would not end.
	private void giveBack(FastCgiRequest request) {
		if (this.served > 0) {
			noteNotKept();
			request.beCautious();
		}
		else {
			this.pool.giveUp(this.server, request, closed());
		}
		this.pool.closed(this.server, request);
	}

	private void noteNotKept() {
		if (this.served == 1 && !this.aborted) {
			this.pool.notKept(this.server);
		}
	}

	void setReading(boolean reading) {
		this.channel.config().setAutoRead(reading);
	}

	/**
	 * Tells the server that nobody waits for a request any more.
	 */
	void abandon(FastCgiRequest request) {
		loop().execute(() -> {
			if (this.request != request) {
				return;
			}
			if (!this.kept) {
				this.channel.close();
				return;
			}
			this.aborted = true;
			setReading(true);
			this.channel.writeAndFlush(Records.abort());
			loop().schedule(() -> {
				if (this.request == request) {
					this.channel.close();
				}
			}, ABORT_MILLIS, TimeUnit.MILLISECONDS);
		});
	}

	/**
	 * Waits for the next request, though not for long: the server may have given it one
	 * of few processes.
	 */
	void idle() {
		this.idleSince = System.nanoTime();
		watch(IDLE_MILLIS);
	}

	private void watch(long millis) {
		if (!this.watched) {
			this.watched = true;
			loop().schedule(this::closeIdle, millis, TimeUnit.MILLISECONDS);
		}
	}

	private void closeIdle() {
		this.watched = false;
		long left = IDLE_MILLIS - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.idleSince);
		if (left > 0) {
			watch(left);
		}
		else if (this.pool.removeIdle(this)) {
			this.channel.close();
		}
	}

	void close() {
		this.channel.close();
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FastCgiRecord record) {
		if (!this.channel.isOpen()) {
			// It came behind one that was invalid.
			return;
		}
		FastCgiRequest request = this.request;
		if (request == null) {
			throw new IllegalStateException("The server sent " + record.type() + " without a request");
		}
		accepted();
		this.begun |= (record.type() != RecordType.END_REQUEST);
		switch (record.type()) {
			case STDOUT -> output(request, record.content());
			case STDERR -> request.errors(record.content());
			case END_REQUEST -> end(request, record.protocolStatus(), isLast(context));
			default -> throw new IllegalStateException("Unexpected record from the server: " + record.type());
		}
	}

	private void accepted() {
		if (!this.answered) {
			this.answered = true;
			this.pool.answered(this.server);
		}
	}

	private void output(FastCgiRequest request, ByteBuf content) {
		this.discarded += this.aborted ? content.readableBytes() : 0;
		if (this.discarded > MOST_ABORTED) {
			this.channel.close();
			return;
		}
		try {
			request.output(content);
		}
		catch (IllegalArgumentException ex) {
			request.end(new GatewayException(502, "The head of the response is malformed: " + ex.getMessage()));
			this.channel.close();
		}
	}

	// What follows the end of a request would be a part of the next response.
	private boolean isLast(ChannelHandlerContext context) {
		return this.channel.isActive() && context.pipeline().get(RecordDecoder.class).isEmpty();
	}

	private void end(FastCgiRequest request, ProtocolStatus status, boolean last) {
		this.request = null;
		this.served++;
		setReading(true);
		switch (status) {
			case REQUEST_COMPLETE -> {
				// First, so that the next request of the same client finds it.
				this.pool.released(this, last && this.kept && request.outgoing().isWritten());
				request.complete();
			}
			case UNKNOWN_ROLE -> {
				request.end(new GatewayException(502,
						"The server " + this.server.address() + " does not support the role of a responder"));
				this.pool.released(this, false);
			}
			default -> refused(request, status);
		}
	}

	private void refused(FastCgiRequest request, ProtocolStatus status) {
		this.channel.close();
		GatewayException failure = new GatewayException(503,
				"The server " + this.server.address() + " refused the request: " + status);
		if (!this.begun && request.outgoing().isWhole()) {
			this.pool.giveUp(this.server, request, failure);
			this.pool.closed(this.server, request);
		}
		else {
			request.end(failure);
			this.pool.closed(this.server, null);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		FastCgiRequest request = this.request;
		if (request != null) {
			request.flush();
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		FastCgiRequest request = this.request;
		RequestUpload upload = (request != null) ? request.outgoing().upload() : null;
		if (upload != null) {
			upload.resume(this.channel);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		accepted();
		FastCgiRequest request = this.request;
		if (request == null) {
			if (this.pool.removeIdle(this)) {
				noteNotKept();
			}
		}
		else if (!this.begun) {
			lost(request, false);
		}
		else {
			this.request = null;
			request.end(new GatewayException(502,
					"The server " + this.server.address() + " closed the connection before the end of its response"));
			this.pool.closed(this.server, null);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			logger.debug("The connection to " + this.server.address() + " is broken", cause);
		}
		else if (cause instanceof CorruptedFrameException) {
			logger.warn("The connection to " + this.server.address()
					+ " is closed because of an invalid record; is that a FastCGI server? " + cause.getMessage());
		}
		else {
			logger.warn("The connection to " + this.server.address() + " is closed because of an unexpected record",
					cause);
		}
		context.close();
	}

}
