package io.github.wsgi4j.container.server;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
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
			// HTTP/2 says GOAWAY, and closes behind the last answer.
			ChannelFuture unused = channel.close();
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

}
