package io.github.wsgi4j.container;

import io.github.wsgi4j.http.ResponseHead;
import reactor.core.publisher.SignalType;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;

/**
 * Sends one response on its way, or an error in its place, from where the connection is
 * written. Sent from another thread, a response may have reached the client before
 * Reactor Netty knows that it is complete; a request that follows on the connection at
 * once, and is answered at once, then leaves the connection unread.
 */
final class Sender {

	private final ServerWebExchange exchange;

	private final AwaitedResponse response;

	private final Delivery delivery;

	private final Wire wire;

	private final ResponseWatch watch;

	private boolean chunked;

	Sender(RunningRequest request, WsgiContainer container, AwaitedResponse response, Delivery delivery) {
		this.exchange = request.getExchange();
		this.response = response;
		this.delivery = delivery;
		this.wire = Wire.of(this.exchange.getResponse());
		this.watch = new ResponseWatch(request, container, this);
	}

	/**
	 * Sends a response.
	 * @param length the length of the body where the container knows it, or -1
	 */
	void send(ResponseHead head, long length, Outgoing body) {
		if (!this.watch.answer()) {
			return;
		}
		boolean chunked = !isHttp10();
		this.chunked = length < 0 && !forbidsBody(head);
		Outgoing outgoing = (response) -> {
			try {
				HeadWriter.write(head, response, length, chunked);
			}
			catch (RuntimeException ex) {
				this.delivery.lost();
				throw ex;
			}
			return body.send(response);
		};
		this.wire.execute(() -> this.response.send(outgoing, this::ended));
	}

	/**
	 * Sends a response that has no body.
	 * @param length the length that the body would have where it is known, or -1
	 */
	void sendHead(ResponseHead head, long length) {
		send(head, length, ServerHttpResponse::setComplete);
	}

	/**
	 * Sends what answers an error.
	 */
	void sendError(Throwable error) {
		if (this.watch.answer()) {
			deliver(error);
		}
	}

	private void deliver(Throwable error) {
		this.wire.execute(() -> {
			if (error instanceof RequestBodyTimeoutException) {
				LingeringClose.closeAfter(this.exchange);
			}
			this.response.fail(error);
			this.watch.settle();
		});
	}

	/**
	 * Answers in place of the application, which has had its time.
	 */
	void timeOut() {
		this.delivery.lost();
		deliver(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT, "The application has not answered in time"));
	}

	/**
	 * Closes the connection, whose client takes nothing.
	 */
	void giveUp() {
		this.wire.abort();
		this.delivery.lost();
	}

	ResponseWatch watch() {
		return this.watch;
	}

	Wire wire() {
		return this.wire;
	}

	/**
	 * Whether a response of this head must not have a body: RFC 9110, section 6.4.1.
	 */
	boolean forbidsBody(ResponseHead head) {
		return head.status().forbidsBody() || HttpMethod.HEAD.equals(this.exchange.getRequest().getMethod());
	}

	/**
	 * Whether a body without a length ends with the connection: RFC 9112, section 6.3.
	 */
	boolean isHttp10() {
		return NativeRequest.protocol(this.exchange.getRequest()).equals("HTTP/1.0");
	}

	private void ended(SignalType signal) {
		if (signal != SignalType.ON_COMPLETE) {
			this.delivery.lost();
			this.watch.settle();
			return;
		}
		this.delivery.sent();
		if (this.chunked) {
			// The last chunk is yet to be written.
			this.wire.executeLater(this.watch::settle);
		}
		else if (this.wire.isFlushed()) {
			this.watch.end();
		}
		else {
			this.watch.settle();
		}
	}

}
