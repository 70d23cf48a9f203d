package io.github.wsgi4j.container.response;

import java.util.function.Supplier;

import io.github.wsgi4j.container.RequestBodyTimeoutException;
import io.github.wsgi4j.container.RequestBodyTooLargeException;
import io.github.wsgi4j.container.server.LingeringClose;
import io.github.wsgi4j.container.server.NativeExchange;
import io.github.wsgi4j.container.server.ServerConnection;
import io.github.wsgi4j.http.ResponseHead;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Sends one response on its way, or an error in its place, from where the connection is
 * written. Sent from another thread, a response may have reached the client before
 * Reactor Netty knows that it is complete; a request that follows on the connection at
 * once, and is answered at once, then leaves the connection unread.
 */
final class ResponseSender {

	private final NativeExchange exchange;

	private final ServerConnection connection;

	private final ResponseSubscription subscription;

	private final ResponseCallback callback;

	private final TimedResponse response;

	private boolean chunked;

	ResponseSender(NativeExchange exchange, ServerConnection connection, ResponseSubscription subscription,
			ResponseCallback callback, TimedResponse response) {
		this.exchange = exchange;
		this.connection = connection;
		this.subscription = subscription;
		this.callback = callback;
		this.response = response;
	}

	/**
	 * Sends a response.
	 * @param length the length of the body where the container knows it, or -1
	 * @param hasBody whether a body follows at all
	 */
	void send(ResponseHead head, long length, boolean hasBody, Supplier<Mono<Void>> body) {
		this.chunked = length < 0 && hasBody;
		Supplier<Mono<Void>> whole = () -> {
			try {
				HeadWriter.write(head, this.exchange, length);
				if (this.chunked) {
					this.exchange.delimit();
				}
			}
			catch (RuntimeException ex) {
				this.callback.lost();
				throw ex;
			}
			return body.get();
		};
		this.connection.execute(() -> this.subscription.send(whole, this::ended));
	}

	/**
	 * Sends what answers an error.
	 */
	void sendError(Throwable error) {
		this.connection.execute(() -> {
			if (error instanceof RequestBodyTimeoutException || error instanceof RequestBodyTooLargeException) {
				LingeringClose.closeAfter(this.exchange);
			}
			this.subscription.fail(error);
			this.response.settle();
		});
	}

	private void ended(SignalType signal) {
		if (signal != SignalType.ON_COMPLETE) {
			this.callback.lost();
			this.response.settle();
			return;
		}
		this.callback.sent();
		if (!this.chunked && this.connection.isFlushed()) {
			this.response.unwatch();
		}
		else {
			// The last chunk is yet to be written, or the flush of a stream to be done.
			this.connection.executeLater(this.response::settle);
		}
	}

}
