package io.github.wsgi4j.container.server;

import io.github.wsgi4j.http.HttpDates;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Gives a date to the answers over HTTP/2 that refuse a request before Spring handles
 * errors, as {@link PipelinedClose} does over HTTP/1: RFC 9110, section 6.6.1.
 */
final class Http2ErrorDate extends ChannelOutboundHandlerAdapter {

	private Http2ErrorDate() {
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
					context.pipeline().addBefore(NettyPipeline.H2MultiplexHandler, null, new Http2ErrorDate());
				}
				context.pipeline().remove(this);
				context.fireChannelRead(message);
			}

		});
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof Http2HeadersFrame frame && isError(frame.headers().status())
				&& !frame.headers().contains(HttpHeaderNames.DATE)) {
			frame.headers().set(HttpHeaderNames.DATE, HttpDates.now());
		}
		ChannelFuture unused = context.write(message, promise);
	}

	private static boolean isError(@Nullable CharSequence status) {
		return status != null && status.charAt(0) >= '4';
	}

}
