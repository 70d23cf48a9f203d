package io.github.wsgi4j.container.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Ends a response that is broken off by ending its connection. Why, is in the log
 * already: Spring and Reactor Netty would each say once more that there was an error.
 */
public final class BrokenResponse {

	private BrokenResponse() {
	}

	/**
	 * Closes the connection behind what was written, if this is Reactor Netty.
	 * @return whether it does
	 */
	public static boolean close(NativeExchange exchange, Throwable failure) {
		HttpServerResponse reactor = exchange.reactorResponse();
		if (reactor == null) {
			return false;
		}
		ServerRequestObservationContext.findCurrent(exchange.exchange().getAttributes())
			.ifPresent((context) -> context.setError(failure));
		reactor.withConnection((connection) -> {
			ChannelFuture unused = connection.channel()
				.writeAndFlush(Unpooled.EMPTY_BUFFER)
				.addListener((ChannelFutureListener) (written) -> close(written.channel()));
		});
		return true;
	}

	/**
	 * Closes the connection if a part of the response may be on it already: at once, or
	 * as soon as the filters of a servlet container are done.
	 */
	public static void cut(NativeExchange exchange) {
		if (!exchange.response().isCommitted()) {
			return;
		}
		HttpServerResponse reactor = exchange.reactorResponse();
		if (reactor == null) {
			exchange.noteCut();
		}
		else {
			reactor.withConnection((connection) -> {
				Channel channel = connection.channel();
				if (channel.eventLoop().inEventLoop()) {
					close(channel);
				}
				else {
					channel.eventLoop().execute(() -> close(channel));
				}
			});
		}
	}

	static void close(Channel channel) {
		if (LingeringClose.isToBeReset(channel)) {
			// Past all handlers: TLS would say first that this is the end.
			channel.unsafe().close(channel.voidPromise());
		}
		else {
			ChannelFuture unused = channel.close();
		}
	}

}
