package io.github.wsgi4j.container.server;

import io.github.wsgi4j.http.HttpDates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2LocalFlowController;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Gives a date to the answers over HTTP/2 in place of an application's, as
 * {@link Http1Edge} does over HTTP/1. And keeps an upload that nobody reads yet from
 * holding up the others of its connection.
 */
final class Http2Edge extends ChannelOutboundHandlerAdapter {

	/** The streams that Reactor Netty allows at once, unless told otherwise. */
	private static final int STREAMS = 100;

	private Http2Edge() {
	}

	/**
	 * Adds this to a connection, should it turn out to be one of HTTP/2.
	 */
	static void install(Channel channel) {
		channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {

			// Those of HTTP/1 do not come here. The first of HTTP/2 comes before any
			// stream is open.
			@Override
			public void channelRead(ChannelHandlerContext context, Object message) {
				if (context.pipeline().get(NettyPipeline.H2MultiplexHandler) != null) {
					context.pipeline().addBefore(NettyPipeline.H2MultiplexHandler, null, new Http2Edge());
					LostConnection.prepare(context.channel(), NettyPipeline.H2MultiplexHandler);
					widen(context.pipeline().get(Http2FrameCodec.class).connection());
				}
				context.pipeline().remove(this);
				context.fireChannelRead(message);
			}

		});
	}

	// What waits unread counts for its stream and for the connection, whose window is
	// that of one stream: one such upload would leave nothing for the others, whose
	// clients would then be taken for stalled. Twice what can wait, since Netty grants
	// again what was read only when that is half of the window.
	private static void widen(Http2Connection connection) {
		Http2LocalFlowController flow = connection.local().flowController();
		int window = flow.initialWindowSize();
		long more = Math.min((2L * STREAMS - 1) * window, Integer.MAX_VALUE - window);
		try {
			flow.incrementWindowSize(connection.connectionStream(), Math.toIntExact(more));
		}
		catch (Http2Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof Http2HeadersFrame frame && isNoSuccess(frame.headers().status())
				&& !frame.headers().contains(HttpHeaderNames.DATE)) {
			frame.headers().set(HttpHeaderNames.DATE, HttpDates.now());
		}
		ChannelFuture unused = context.write(message, promise);
	}

	private static boolean isNoSuccess(@Nullable CharSequence status) {
		return status != null && status.charAt(0) >= '3';
	}

}
