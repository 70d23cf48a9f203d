package io.github.wsgi4j.container.server;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2PingFrame;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;

/**
 * Has a connection end with its next answer, or when it has been idle for a while: long
 * enough for a client under way with its next request to be told so instead of being cut
 * off.
 */
final class LastAnswer extends ChannelOutboundHandlerAdapter {

	private static final long IDLE_MILLIS = 500;

	private @Nullable Future<?> check;

	private LastAnswer() {
	}

	/**
	 * To be called on the connection's event loop.
	 */
	static void of(Channel channel) {
		if (!channel.isActive()) {
			return;
		}
		if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
			channel.pipeline().addAfter(NettyPipeline.HttpTrafficHandler, null, new LastAnswer());
		}
		else if (ChannelOperations.get(channel) == null) {
			OfHttp2.install(channel);
		}
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		Channel channel = context.channel();
		this.check = context.executor()
			.scheduleWithFixedDelay(() -> closeIfIdle(channel), IDLE_MILLIS, IDLE_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		cancelCheck();
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof HttpResponse response
				&& response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
			HttpUtil.setKeepAlive(response, false);
		}
		ChannelFuture unused = context.write(message, promise);
	}

	@Override
	public void close(ChannelHandlerContext context, ChannelPromise promise) {
		// A second close would cut short one that still waits for the client.
		cancelCheck();
		ChannelFuture unused = context.close(promise);
	}

	private static void closeIfIdle(Channel channel) {
		if (ChannelOperations.get(channel) == null) {
			ChannelFuture unused = channel.close();
		}
	}

	private void cancelCheck() {
		if (this.check != null) {
			this.check.cancel(false);
		}
	}

	/**
	 * Ends a connection of HTTP/2 in two stages, for the sake of what its client has sent
	 * before it could know: RFC 9113, section 6.8. Told at once which stream is the last,
	 * Netty refuses a later one, and takes the body that follows for an error of the
	 * whole connection, which loses all its streams.
	 */
	private static final class OfHttp2 extends ChannelInboundHandlerAdapter {

		/** The time for a client to answer, which a single round trip would be. */
		private static final long ANSWER_MILLIS = 2000;

		private static final long PING = 0x6c617374;

		private @Nullable Future<?> limit;

		static void install(Channel channel) {
			if (channel.pipeline().get(NettyPipeline.H2MultiplexHandler) != null) {
				channel.pipeline().addBefore(NettyPipeline.H2MultiplexHandler, null, new OfHttp2());
			}
			else {
				ChannelFuture unused = channel.close();
			}
		}

		// No more streams are wanted, but any that is on its way counts.
		@Override
		public void handlerAdded(ChannelHandlerContext context) {
			endAfter(ANSWER_MILLIS, context);
			ChannelFuture unused = context
				.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(Integer.MAX_VALUE));
			unused = context.writeAndFlush(new DefaultHttp2PingFrame(PING));
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof Http2PingFrame ping && ping.ack() && ping.content() == PING) {
				// Another thread of the client may not have been told yet.
				endAfter(IDLE_MILLIS, context);
			}
			else {
				context.fireChannelRead(message);
			}
		}

		@Override
		public void handlerRemoved(ChannelHandlerContext context) {
			cancelLimit();
		}

		private void endAfter(long millis, ChannelHandlerContext context) {
			cancelLimit();
			this.limit = context.executor().schedule(() -> end(context), millis, TimeUnit.MILLISECONDS);
		}

		private void cancelLimit() {
			if (this.limit != null) {
				this.limit.cancel(false);
			}
		}

		private void end(ChannelHandlerContext context) {
			ChannelFuture unused = context.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
			context.pipeline().remove(this);
			// Behind the last answer.
			unused = context.channel().close();
		}

	}

}
