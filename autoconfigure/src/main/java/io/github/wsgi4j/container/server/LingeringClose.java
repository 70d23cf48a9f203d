package io.github.wsgi4j.container.server;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

import org.springframework.http.HttpHeaders;

/**
 * Closes a connection in two stages while its request may still be on the way: RFC 9112,
 * section 9.6. Closed at once, it would be reset by what the client goes on sending, and
 * the client would lose the response that it has not read yet.
 */
public final class LingeringClose extends ChannelDuplexHandler {

	/** The time for which a client may go on sending after the response. */
	private static final long SECONDS = 2;

	private @Nullable ChannelPromise closed;

	private @Nullable Future<?> limit;

	private LingeringClose() {
	}

	/**
	 * Has the connection close behind the response: what is left of the request's body
	 * would have to be read before the next request. Of HTTP/2, only the stream ends.
	 */
	public static void closeAfter(NativeExchange exchange) {
		prepare(exchange);
		exchange.response().getHeaders().set(HttpHeaders.CONNECTION, "close");
	}

	/**
	 * Has the connection of an exchange linger when it is closed.
	 */
	public static void prepare(NativeExchange exchange) {
		HttpServerRequest reactor = exchange.reactorRequest();
		if (reactor != null) {
			reactor.withConnection((connection) -> prepare(connection.channel()));
		}
	}

	private static void prepare(Channel channel) {
		if (channel instanceof Http2StreamChannel stream) {
			OfStream.prepare(stream);
		}
		else if (channel instanceof DuplexChannel && channel.pipeline().get(LingeringClose.class) == null) {
			channel.pipeline().addFirst(new LingeringClose());
		}
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		DuplexChannel channel = (DuplexChannel) context.channel();
		if (this.limit != null || !channel.isActive() || isToBeReset(channel)) {
			end(context, promise);
			return;
		}
		this.closed = promise;
		this.limit = context.executor().schedule(() -> end(context, promise), SECONDS, TimeUnit.SECONDS);
		ChannelFuture unused = channel.shutdownOutput();
		channel.config().setAutoRead(true);
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.limit != null) {
			ReferenceCountUtil.release(message);
		}
		else {
			context.fireChannelRead(message);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.limit != null && this.closed != null) {
			this.limit.cancel(false);
			this.closed.trySuccess();
		}
		context.fireChannelInactive();
	}

	private static void end(ChannelHandlerContext context, ChannelPromise promise) {
		ChannelFuture unused = context.close(promise);
	}

	/**
	 * Whether the end of a connection would be taken for that of the response on it.
	 */
	static boolean isToBeReset(Channel channel) {
		Integer linger = channel.config().getOption(ChannelOption.SO_LINGER);
		return linger != null && linger == 0;
	}

	/**
	 * Resets a stream of HTTP/2 whose response is sent: RFC 9113, section 8.1. Otherwise
	 * the stream of a client that has stalled would stay open, and all that another one
	 * goes on sending be read. Not at once, since curl would lose the response.
	 */
	private static final class OfStream extends ChannelOutboundHandlerAdapter {

		// Next to the wire, where a response is frames.
		static void prepare(Http2StreamChannel channel) {
			if (channel.pipeline().get(OfStream.class) == null) {
				channel.pipeline().addFirst(new OfStream());
			}
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			ChannelPromise written = promise;
			if (isEnd(message)) {
				Http2StreamChannel channel = (Http2StreamChannel) context.channel();
				written = promise.unvoid().addListener((sent) -> {
					Future<?> unused = channel.eventLoop()
						.schedule(() -> resetUnlessWhole(channel), SECONDS, TimeUnit.SECONDS);
				});
			}
			ChannelFuture unused = context.write(message, written);
		}

		private static boolean isEnd(Object message) {
			return (message instanceof Http2HeadersFrame head && head.isEndStream())
					|| (message instanceof Http2DataFrame data && data.isEndStream());
		}

		private static void resetUnlessWhole(Http2StreamChannel channel) {
			if (channel.stream().state() == Http2Stream.State.HALF_CLOSED_LOCAL) {
				ChannelFuture unused = channel.parent()
					.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR).stream(channel.stream()));
			}
		}

	}

}
