package io.github.wsgi4j.container.server;

import java.util.NoSuchElementException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;

/**
 * Ends a stream of HTTP/2 that the client has reset or left, or broken the rules with.
 * Netty keeps what nobody has read yet, and the end behind it; and what breaks a rule,
 * such as a body that is not as long as it says, Reactor Netty takes for an error of the
 * server's.
 */
public final class LostStream extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(LostStream.class);

	private LostStream() {
	}

	/**
	 * Prepares a stream, unless the connection is none of HTTP/2.
	 */
	public static void prepare(Channel channel) {
		if (!(channel instanceof Http2StreamChannel)) {
			return;
		}
		try {
			channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new LostStream());
		}
		catch (NoSuchElementException ex) {
			logger.debug("The stream is already closed", ex);
			return;
		}
		Channel connection = channel.parent();
		ChannelFutureListener lost = (future) -> end(channel);
		connection.closeFuture().addListener(lost);
		channel.closeFuture().addListener((future) -> connection.closeFuture().removeListener(lost));
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof Http2ResetFrame) {
			end(context.channel());
		}
		context.fireUserEventTriggered(event);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
		if (error instanceof Http2Exception) {
			// Netty resets the stream next.
			logger.debug("The client has violated the HTTP/2 protocol", error);
		}
		else {
			context.fireExceptionCaught(error);
		}
	}

	/**
	 * Reads what is left, behind which the stream ends. Netty tells of the end before it
	 * is one, and does the rest within the next task.
	 */
	private static void end(Channel channel) {
		channel.eventLoop().execute(() -> channel.eventLoop().execute(channel::read));
	}

}
