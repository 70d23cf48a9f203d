package io.github.wsgi4j.container.server;

import java.util.stream.Stream;

import io.github.wsgi4j.container.execution.EventLoopTick;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

/**
 * Gives each message of a connection its turn on the event loop, and keeps the end of a
 * request back that nobody waits for. If an answer comes after that end, Reactor Netty
 * has the channel listen from then on, and for the next request no longer and then again:
 * two calls of the kernel, as dear as all that this project does for a request.
 */
public final class ConnectionTurns extends ChannelDuplexHandler {

	private final EventLoopTick turn = EventLoopTick.current();

	private final boolean endMatters;

	private boolean keeping;

	private boolean kept;

	private boolean wanted;

	private ConnectionTurns(boolean endMatters) {
		this.endMatters = endMatters;
	}

	/**
	 * Adds this to each connection of a server. To be called behind what else configures
	 * the server, since its limits matter.
	 * @param server the server
	 * @return the server with it
	 */
	public static HttpServer apply(HttpServer server) {
		HttpServerConfig config = server.configuration();
		// The server waits for the end of each request if it limits the time in which it
		// has to come.
		boolean endMatters = config.requestTimeout() != null || config.readTimeout() != null;
		boolean http2 = Stream.of(config.protocols()).anyMatch((protocol) -> protocol.name().startsWith("H2"));
		return server.doOnChannelInit((observer, channel, address) -> {
			install(channel, endMatters);
			if (http2) {
				Http2Edge.install(channel);
			}
		});
	}

	// Between what decodes the messages, which holds no monitor, and what handles them.
	// Applications work without it, but cost more.
	private static void install(Channel channel, boolean endMatters) {
		if (channel.pipeline().get(NettyPipeline.ReactiveBridge) != null) {
			EventLoopTick.note(channel);
			if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
				channel.pipeline()
					.addBefore(NettyPipeline.HttpTrafficHandler, null, new Http1Edge())
					.addBefore(NettyPipeline.HttpTrafficHandler, null, new PipelinedRead());
			}
			channel.pipeline()
				.addBefore(NettyPipeline.ReactiveBridge, ConnectionTurns.class.getName(),
						new ConnectionTurns(endMatters));
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (this.keeping && !this.wanted && LastHttpContent.EMPTY_LAST_CONTENT.equals(message)) {
			this.keeping = false;
			this.kept = true;
			// A client that leaves is noticed, and its next request read.
			context.read();
			return;
		}
		if (message instanceof HttpRequest) {
			this.kept = false;
			this.wanted = this.endMatters;
			this.turn.begin();
		}
		this.turn.run(() -> context.fireChannelRead(message));
		this.keeping = message instanceof HttpRequest && this.turn.ignoresEnd();
	}

	// Of those behind this, only who wants the body of the request reads.
	@Override
	public void read(ChannelHandlerContext context) {
		this.wanted = true;
		context.read();
		if (this.kept) {
			context.executor().execute(() -> end(context));
		}
	}

	// Reactor Netty takes a loss behind the end of the request for none of the request.
	@Override
	@SuppressWarnings("deprecation")
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		end(context);
		context.fireExceptionCaught(cause);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		end(context);
		context.fireChannelInactive();
	}

	private void end(ChannelHandlerContext context) {
		if (this.kept) {
			this.kept = false;
			context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
		}
	}

}
