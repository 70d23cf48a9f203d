package io.github.wsgi4j.container;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.Executor;

import io.github.wsgi4j.FileBody;
import io.github.wsgi4j.StartResponse;
import io.github.wsgi4j.http.ResponseHead;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.web.server.ServerWebExchange;

/**
 * The response of one request, from {@code start_response} until it is on its way: whole,
 * as a file, or as a stream.
 */
final class Reply {

	/** The most bytes that are sent without a look at the client's pace. */
	private static final int WHOLE_LIMIT = 64 * 1024;

	private final ServerWebExchange exchange;

	private final Sender sender;

	private final Delivery delivery;

	private final StartedHead started;

	private final int sendBuffer;

	private volatile @Nullable BodyStream stream;

	private volatile boolean over;

	private volatile boolean cancelled;

	private boolean sendsFile;

	Reply(RunningRequest request, WsgiContainer container, AwaitedResponse response, Delivery delivery) {
		this.exchange = request.getExchange();
		this.sender = new Sender(request, container, response, delivery);
		this.delivery = delivery;
		this.sendBuffer = container.settings().limits().sendBuffer();
		this.started = new StartedHead(container.settings().strict(), this::write);
	}

	/**
	 * Has the response held to its limits from now on.
	 */
	void begin() {
		this.sender.watch().begin();
	}

	StartResponse startResponse() {
		return this.started;
	}

	boolean isCommitted() {
		return this.started.isSent();
	}

	/**
	 * What the response is written on.
	 */
	Executor connection() {
		return this.sender.wire().executor();
	}

	/**
	 * Whether the body is needed until it has been sent.
	 */
	boolean sendsFile() {
		return this.sendsFile;
	}

	/**
	 * Sends a body that is in memory at once, if it may go out that way.
	 */
	boolean sendWhole(Collection<byte[]> blocks, long size) {
		ResponseHead head = this.started.get();
		if (this.sender.forbidsBody(head)) {
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
		this.over = true;
		this.started.markSent();
		byte[] body = Blocks.join(blocks, length);
		this.sender.send(head, length, (response) -> this.sender.wire().send(response, body));
		return true;
	}

	/**
	 * Sends an open file, if the server has a way to.
	 */
	boolean sendFile(FileBody file) {
		ResponseHead head = this.started.get();
		if (this.sender.forbidsBody(head)) {
			sendHead(head, file.count());
			return true;
		}
		HttpServerResponse reactor = NativeResponse.undecorated(this.exchange.getResponse());
		if (reactor == null || file.count() == 0 || head.contentLength() == 0 || head.contentLength() > file.count()) {
			return false;
		}
		long length = declared(head, file.count());
		this.over = true;
		this.sendsFile = true;
		this.started.markSent();
		this.sender.send(head, length,
				(response) -> FileSender.send(file, length, response, reactor, this.sender.wire()));
		return true;
	}

	/**
	 * Sends a part of a block, and the headers before it if they were not sent yet.
	 * @param knownLength the length of the whole body, or -1
	 * @return how far the block has been taken, which is its length if there is room for
	 * all of it or none is wanted
	 */
	int send(byte[] block, int offset, long knownLength) {
		BodyStream stream = stream(knownLength);
		return (stream != null) ? stream.send(block, offset) : block.length;
	}

	/**
	 * Whether more of the body is of any use.
	 */
	boolean wantsMore() {
		BodyStream stream = this.stream;
		return !isCommitted() || (stream != null && stream.wantsMore());
	}

	/**
	 * Whether nobody waits for the response any more.
	 */
	boolean isCancelled() {
		BodyStream stream = this.stream;
		return this.cancelled || (stream != null && stream.isCancelled());
	}

	/**
	 * Ends the body behind what was sent.
	 */
	void end() {
		ResponseHead head = this.started.get();
		if (!isCommitted() && head.contentLength() <= 0 && !this.sender.forbidsBody(head)) {
			sendHead(head, 0);
			return;
		}
		BodyStream stream = stream(-1);
		this.over = true;
		if (stream != null) {
			stream.end();
		}
	}

	/**
	 * Ends the response with an error: an answer of its own while that is possible, a
	 * broken connection afterwards.
	 * @return whether the error has yet to be logged
	 */
	boolean fail(Throwable error) {
		this.over = true;
		if (!isCommitted()) {
			this.started.markSent();
			this.sender.sendError(error);
			return false;
		}
		// A response that was given up meanwhile seems to have been sent.
		boolean wanted = !this.cancelled;
		BodyStream stream = this.stream;
		if (stream != null) {
			stream.abort("The application failed after the headers had been sent");
		}
		return wanted;
	}

	/**
	 * Gives up what was not sent.
	 */
	void cancel() {
		this.cancelled = true;
		this.over = true;
		this.started.markSent();
		this.sender.watch().end();
		BodyStream stream = this.stream;
		if (stream != null) {
			stream.cancel();
		}
	}

	private void write(byte[] block) throws IOException {
		if (this.over) {
			throw new IOException("The request is over");
		}
		BodyStream stream = stream(-1);
		if (stream != null) {
			stream.write(block);
		}
	}

	private @Nullable BodyStream stream(long knownLength) {
		ResponseHead head = this.started.get();
		if (!isCommitted() && this.sender.forbidsBody(head)) {
			this.started.markSent();
			this.sender.sendHead(head, -1);
		}
		else if (!isCommitted()) {
			long length = (head.contentLength() >= 0) ? head.contentLength() : knownLength;
			BodyStream stream = new BodyStream(this.exchange, this.sender.wire(), this.sendBuffer, length,
					this.sender.isHttp10(), this.delivery);
			this.stream = stream;
			this.started.markSent();
			this.sender.send(head, length, (response) -> response.writeAndFlushWith(stream.outlet()));
		}
		return this.stream;
	}

	private void sendHead(ResponseHead head, long length) {
		this.over = true;
		this.started.markSent();
		this.sender.sendHead(head, length);
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

}
