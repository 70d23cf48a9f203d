package io.github.wsgi4j.container.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import reactor.netty.channel.ChannelOperations;

/**
 * Reads on where a request came before the one before it was over, and was then answered
 * at once: Reactor Netty takes what is left of that request for a request that is to
 * come, and never reads again (reactor-netty#4361).
 */
final class PipelinedRead extends ChannelInboundHandlerAdapter {

	private boolean pipelined;

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.pipelined |= message instanceof HttpRequest && !isIdle(context);
		context.fireChannelRead(message);
	}

	// Reactor Netty tells of the end of a request, and has a task of its own look at what
	// has been kept.
	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		context.fireUserEventTriggered(event);
		if (this.pipelined) {
			context.executor().execute(() -> readOn(context));
		}
	}

	private static void readOn(ChannelHandlerContext context) {
		if (isIdle(context)) {
			context.read();
		}
	}

	private static boolean isIdle(ChannelHandlerContext context) {
		return ChannelOperations.get(context.channel()) == null;
	}

}
