package io.github.wsgi4j.container.response;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.Header;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.Write;
import io.github.wsgi4j.container.WsgiSettings;
import io.github.wsgi4j.container.input.RequestBody;
import io.github.wsgi4j.container.server.FileSender;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import io.github.wsgi4j.http.ResponseHead;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * The response of one request, from {@code start_response} until it is on its way: whole,
 * as a file, or as a stream. It alone has the state of the response.
 */
public final class ApplicationResponse extends TimedResponse implements StartResponse {

	/** The most bytes that are sent without a look at the client's pace. */
	private static final int WHOLE_LIMIT = 64 * 1024;

	private static final AtomicReferenceFieldUpdater<ApplicationResponse, State> STATE = AtomicReferenceFieldUpdater
		.newUpdater(ApplicationResponse.class, State.class, "state");

	private final NativeExchange exchange;

	private final ServerConnection connection;

	private final ResponseCallback callback;

	private final ResponseSender sender;

	private final WsgiSettings settings;

	private final Write write = this::write;

	private volatile State state = State.OPEN;

	private @Nullable ResponseHead head;

	private volatile @Nullable BodyStream stream;

	private boolean sendsFile;

	public ApplicationResponse(String application, NativeExchange exchange, ServerConnection connection,
			RequestBody input, WsgiSettings settings, TimeoutMonitor monitor, ResponseSubscription subscription,
			ResponseCallback callback) {
		super(application, exchange, connection, input, settings.limits(), monitor);
		this.exchange = exchange;
		this.connection = connection;
		this.callback = callback;
		this.settings = settings;
		this.sender = new ResponseSender(exchange, connection, subscription, callback, this);
	}

	@Override
	public Write call(String status, Iterable<Header> headers, @Nullable Throwable excInfo) {
		if (!isOpen()) {
			if (excInfo != null) {
				ApplicationResponse.<RuntimeException>raise(excInfo);
			}
			throw new IllegalStateException("start_response was called after the headers had been sent");
		}
		if (this.settings.strict() && this.head != null && excInfo == null) {
			throw new IllegalStateException("start_response was called a second time without exc_info");
		}
		this.head = ResponseHead.parse(status, headers);
		return this.write;
	}

	private ResponseHead head() {
		ResponseHead head = this.head;
		if (head == null) {
			throw new IllegalStateException("The application has not called start_response");
		}
		return head;
	}

	@Override
	public boolean isOpen() {
		return this.state == State.OPEN;
	}

	// Of several answers the first passes.
	private boolean leaveOpen(State next) {
		return STATE.compareAndSet(this, State.OPEN, next);
	}

	/**
	 * The connection that the response is written on.
	 */
	public Executor executor() {
		return this.connection.executor();
	}

	/**
	 * Whether the body is needed until it has been sent.
	 */
	public boolean sendsFile() {
		return this.sendsFile;
	}

	/**
	 * Sends a body that is in memory at once, if it may go out that way.
	 */
	public boolean sendWhole(Collection<byte[]> blocks, long size) {
		ResponseHead head = head();
		if (HeadWriter.forbidsBody(head, this.exchange)) {
			sendHead(head, (size > 0) ? size : -1);
			return true;
		}
		if (size > WHOLE_LIMIT || head.contentLength() > size) {
			return false;
		}
		int length = (int) declared(head, size);
		if (length == 0) {
			sendHead(head, 0);
			return true;
		}
		byte[] body = Blocks.join(blocks, length);
		if (leaveOpen(State.ENDED)) {
			this.sender.send(head, length, true, () -> this.connection.send(this.exchange.response(), body));
		}
		return true;
	}

	/**
	 * Sends an open file, if the server has a way to.
	 */
	public boolean sendFile(FileBody file) {
		ResponseHead head = head();
		if (HeadWriter.forbidsBody(head, this.exchange)) {
			sendHead(head, file.count());
			return true;
		}
		HttpServerResponse reactor = this.exchange.undecoratedResponse();
		if (reactor == null || file.count() == 0 || head.contentLength() == 0 || head.contentLength() > file.count()) {
			return false;
		}
		long length = declared(head, file.count());
		if (leaveOpen(State.ENDED)) {
			this.sendsFile = true;
			this.sender.send(head, length, true,
					() -> FileSender.send(file, length, this.exchange.response(), reactor, this.connection));
		}
		return true;
	}

	/**
	 * Sends a part of a block, and the headers before it if they were not sent yet.
	 * @param knownLength the length of the whole body, or -1
	 * @return how far the block has been taken, which is its length if there is room for
	 * all of it or none is wanted
	 */
	public int send(byte[] block, int offset, long knownLength) {
		BodyStream stream = stream(knownLength);
		return (stream != null) ? stream.send(block, offset) : block.length;
	}

	/**
	 * Whether more of the body is of any use.
	 */
	public boolean wantsMore() {
		BodyStream stream = this.stream;
		return isOpen() || (stream != null && stream.wantsMore());
	}

	/**
	 * Whether nobody waits for the response any more.
	 */
	public boolean isCancelled() {
		BodyStream stream = this.stream;
		return this.state == State.CANCELLED || (stream != null && stream.isCancelled());
	}

	/**
	 * Ends the body behind what was sent.
	 */
	public void end() {
		ResponseHead head = head();
		if (isOpen() && head.contentLength() <= 0 && !HeadWriter.forbidsBody(head, this.exchange)) {
			sendHead(head, 0);
			return;
		}
		BodyStream stream = stream(-1);
		STATE.compareAndSet(this, State.COMMITTED, State.ENDED);
		if (stream != null) {
			stream.end();
		}
	}

	/**
	 * Ends the response with an error: an answer of its own while that is possible, a
	 * broken connection afterwards.
	 * @return whether the error has yet to be logged
	 */
	public boolean fail(Throwable error) {
		if (leaveOpen(State.ENDED)) {
			this.sender.sendError(error);
			return false;
		}
		STATE.compareAndSet(this, State.COMMITTED, State.ENDED);
		// A response that was given up meanwhile seems to have been sent.
		boolean wanted = this.state != State.CANCELLED;
		BodyStream stream = this.stream;
		if (stream != null) {
			stream.abort("The application failed after the headers had been sent");
		}
		return wanted;
	}

	/**
	 * Gives up what was not sent.
	 */
	public void cancel() {
		this.state = State.CANCELLED;
		unwatch();
		BodyStream stream = this.stream;
		if (stream != null) {
			stream.cancel();
		}
	}

	@Override
	boolean takeOver() {
		return leaveOpen(State.CANCELLED);
	}

	@Override
	void answerTimeout() {
		this.callback.lost();
		this.sender.sendError(
				new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, "The application did not respond in time"));
	}

	@Override
	void giveUp() {
		this.connection.abort();
		this.callback.lost();
	}

	private void write(byte[] block) throws IOException {
		State state = this.state;
		if (state == State.ENDED || state == State.CANCELLED) {
			throw new IOException("The request has ended");
		}
		BodyStream stream = stream(-1);
		if (stream != null) {
			stream.write(block);
		}
	}

	private @Nullable BodyStream stream(long knownLength) {
		if (!isOpen()) {
			return this.stream;
		}
		ResponseHead head = head();
		if (!leaveOpen(State.COMMITTED)) {
			return null;
		}
		if (HeadWriter.forbidsBody(head, this.exchange)) {
			this.sender.send(head, -1, false, this.exchange.response()::setComplete);
			return null;
		}
		long length = (head.contentLength() >= 0) ? head.contentLength() : knownLength;
		BodyStream stream = new BodyStream(this.exchange, this.connection, this.settings.limits().sendBuffer(), length,
				this.callback);
		this.stream = stream;
		this.sender.send(head, length, true, () -> this.exchange.response().writeAndFlushWith(stream.publisher()));
		return stream;
	}

	private void sendHead(ResponseHead head, long length) {
		if (leaveOpen(State.ENDED)) {
			this.sender.send(head, length, false, this.exchange.response()::setComplete);
		}
	}

	private long declared(ResponseHead head, long size) {
		if (head.contentLength() < 0) {
			return size;
		}
		if (head.contentLength() < size) {
			BodyStream.logExcess(this.exchange, head.contentLength());
		}
		return head.contentLength();
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable ex) throws T {
		throw (T) ex;
	}

	/**
	 * The stages of a response. It never goes back.
	 */
	private enum State {

		/** Nothing is sent, and {@code start_response} may be called again. */
		OPEN,

		/** The headers are sent, and more of the body may follow. */
		COMMITTED,

		/** All has been given to the connection, or an error in its place. */
		ENDED,

		/** Nobody waits for the rest. */
		CANCELLED

	}

}
