package io.github.wsgi4j.python.worker;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.http.gateway.GatewayException;
import io.github.wsgi4j.http.gateway.PlainText;
import io.github.wsgi4j.python.PythonException;
import io.github.wsgi4j.python.protocol.Fields;
import io.github.wsgi4j.python.protocol.Frame;
import io.github.wsgi4j.python.protocol.FrameType;
import io.github.wsgi4j.python.protocol.RequestFrame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.Errors.NativeIoException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one thread of a process, which runs one request at a time.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails breaks the connection
final class SlotConnection extends SimpleChannelInboundHandler<Frame> {

	private static final Log logger = LogFactory.getLog(SlotConnection.class);

	private final Channel channel;

	private final int process;

	private final int slot;

	private final long pid;

	private final SlotPool pool;

	private @Nullable WorkerRequest request;

	private final List<Future<?>> timeouts = new ArrayList<>(2);

	private int number;

	private final LogScopes logScopes;

	private boolean timedOut;

	/** Whether the process has said anything of the current request. */
	private boolean begun;

	SlotConnection(Channel channel, int process, int slot, long pid, SlotPool pool) {
		super(Frame.class);
		this.channel = channel;
		this.process = process;
		this.slot = slot;
		this.pid = pid;
		this.pool = pool;
		this.logScopes = pool.logScopes().ofSlot();
	}

	int process() {
		return this.process;
	}

	int slot() {
		return this.slot;
	}

	/**
	 * Whether there is a request, as seen from another thread, which may be a moment
	 * behind.
	 */
	boolean isBusy() {
		return this.request != null;
	}

	LogScopes logScopes() {
		return this.logScopes;
	}

	EventLoop loop() {
		return this.channel.eventLoop();
	}

	ByteBufAllocator allocator() {
		return this.channel.alloc();
	}

	/**
	 * Sends a request to the process.
	 */
	void start(WorkerRequest request) {
		if (loop().inEventLoop()) {
			startHere(request);
		}
		else {
			loop().execute(() -> startHere(request));
		}
	}

	private void startHere(WorkerRequest request) {
		if (!this.channel.isActive()) {
			this.pool.acquireAgain(request);
			return;
		}
		if (!request.run(this)) {
			this.pool.freed(this);
			return;
		}
		this.request = request;
		this.begun = false;
		this.number = this.pool.nextNumber();
		request.noteScope(this.logScopes, this.number);
		RequestFrame.number(request.frame(), this.number);
		watch(request, this.number);
		// The process is free only when it reads: what cannot be written was not begun.
		this.channel.writeAndFlush(request.frame().retainedDuplicate()).addListener((written) -> {
			if (!written.isSuccess() && this.request == request) {
				giveBack(request);
			}
		});
	}

	private void giveBack(WorkerRequest request) {
		if (this.timedOut) {
			// It has had its time, and is answered when the connection is closed.
			this.channel.close();
			return;
		}
		this.request = null;
		stopWatching();
		this.channel.close();
		this.pool.acquireAgain(request);
	}

	private void watch(WorkerRequest request, int number) {
		this.timedOut = false;
		limit(this.pool.requestTimeout(), () -> timeOut(number));
		limit(this.pool.responseTimeout(), () -> {
			if (request.isLate()) {
				timeOut(number);
			}
		});
	}

	private void limit(Duration limit, Runnable action) {
		if (!limit.isZero()) {
			this.timeouts.add(loop().schedule(action, limit.toMillis(), TimeUnit.MILLISECONDS));
		}
	}

	private void timeOut(int number) {
		this.timedOut = true;
		this.pool.events().timeout(this.process, this.slot, number);
	}

	private void stopWatching() {
		this.timeouts.forEach((timeout) -> timeout.cancel(false));
		this.timeouts.clear();
	}

	void send(ByteBuf frame) {
		this.channel.writeAndFlush(frame);
	}

	void later(Runnable task, long millis) {
		loop().schedule(task, millis, TimeUnit.MILLISECONDS);
	}

	/**
	 * Holds the process up while nobody takes what it sends.
	 */
	void setReading(boolean reading) {
		this.channel.config().setAutoRead(reading);
	}

	/**
	 * Tells the process that nobody waits for a request any more.
	 */
	void abandon(WorkerRequest request) {
		loop().execute(() -> {
			if (this.request == request) {
				this.channel.close();
			}
		});
	}

	void close() {
		this.channel.close();
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, Frame frame) {
		WorkerRequest request = this.request;
		if (request == null) {
			throw new IllegalStateException("A process sent " + frame.type() + " without a request");
		}
		this.begun = true;
		receive(request, frame);
	}

	private void receive(WorkerRequest request, Frame frame) {
		switch (frame.type()) {
			case FREE -> free(request);
			case EXCEPTION -> fail(request, Fields.text(frame.content(), 4));
			case FILE -> {
				request.file(WorkerFile.open(this.pid, Fields.text(frame.content(), 3)));
				send(Frame.empty(allocator(), FrameType.OPENED));
			}
			default -> request.receive(frame);
		}
	}

	private void fail(WorkerRequest request, List<String> fields) {
		boolean timeout = fields.get(3).equals("1");
		RuntimeException failure = timeout ? timeout()
				: new PythonException(fields.get(0), PlainText.of(fields.get(2)), request.cut());
		if (request.end(failure)) {
			logger.error("The application failed after its response was complete", failure);
		}
	}

	private static GatewayException timeout() {
		return new GatewayException(504, "The application did not respond in time");
	}

	private void free(WorkerRequest request) {
		request.end(null);
		this.request = null;
		setReading(true);
		ended();
		this.pool.freed(this);
	}

	/**
	 * Takes note that the process has left the request, whose response may be over for
	 * longer.
	 */
	void ended() {
		stopWatching();
		this.pool.events().requestEnded(this.process, this.slot, this.number);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		WorkerRequest request = this.request;
		if (request != null) {
			// An interrupt in the middle of a frame leaves the process no other way to
			// end it.
			request.end(this.timedOut ? timeout()
					: new GatewayException(502, "The process of the application ended, or broke its connection"));
			this.request = null;
		}
		this.pool.closed(this, request != null);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof IOException) {
			logger.debug("The connection of a process is broken", cause);
			WorkerRequest request = this.request;
			if (request != null && !this.begun && isReset(cause)) {
				giveBack(request);
			}
		}
		else {
			logger.warn("The connection of process " + this.process + " is closed because of an invalid frame", cause);
		}
		context.close();
	}

	// Linux says so if the other end was closed with bytes that it had not read. The
	// application is called when all of them are. NIO has an exception for it, epoll a
	// number.
	private static boolean isReset(Throwable cause) {
		return cause instanceof SocketException || (cause instanceof NativeIoException failure
				&& failure.expectedErr() == Errors.ERRNO_ECONNRESET_NEGATIVE);
	}

}
