package io.github.wsgi4j.container.server;

import java.util.NoSuchElementException;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.AbortedException;

/**
 * Ends a connection that the client has reset as one that it has closed. Reactor Netty
 * takes the reset for an error that nobody has caught, and logs it as such, where the
 * body of a request is not read yet, and wherever the connection is one of HTTP/2.
 */
@ChannelHandler.Sharable
public final class LostConnection extends ChannelInboundHandlerAdapter {

	private static final Log logger = LogFactory.getLog(LostConnection.class);

	private static final String NAME = LostConnection.class.getName();

	private static final LostConnection INSTANCE = new LostConnection();

	private LostConnection() {
	}

	/**
	 * Prepares a connection, which keeps this for its further requests.
	 */
	public static void prepare(Channel channel) {
		prepare(channel, NettyPipeline.ReactiveBridge);
	}

	/**
	 * Prepares a connection in front of a handler.
	 */
	static void prepare(Channel channel, String handler) {
		ChannelPipeline pipeline = channel.pipeline();
		if (pipeline.get(NAME) != null) {
			return;
		}
		try {
			pipeline.addBefore(handler, NAME, INSTANCE);
		}
		catch (NoSuchElementException ex) {
			logger.debug("The connection is already closed", ex);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
		if (AbortedException.isConnectionReset(error)) {
			logger.debug("The client has reset the connection", error);
			// Past all handlers: HTTP/2 would wait for its streams.
			context.channel().unsafe().close(context.voidPromise());
		}
		else {
			context.fireExceptionCaught(error);
		}
	}

}
