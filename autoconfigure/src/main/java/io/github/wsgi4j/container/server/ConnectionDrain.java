package io.github.wsgi4j.container.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import reactor.netty.http.server.HttpServer;

import org.springframework.context.SmartLifecycle;

/**
 * Stops a server without losing a request. Reactor Netty looks from outside for
 * connections that are idle and closes them: a request that begins in between is called
 * and its answer lost, and so is one on a connection that was just taken. Here the server
 * stops listening first, and each connection ends on its own event loop: with its next
 * answer, which says so, or when it has been idle for a while.
 */
public final class ConnectionDrain implements SmartLifecycle {

	private final int phase;

	private final Queue<Channel> servers = new ConcurrentLinkedQueue<>();

	private final ChannelGroup connections = new DefaultChannelGroup("wsgi-connections", GlobalEventExecutor.INSTANCE);

	private volatile boolean running;

	/**
	 * Creates a drain of a server.
	 * @param phase the phase in which the server stops, before it is closed
	 */
	public ConnectionDrain(int phase) {
		this.phase = phase;
	}

	/**
	 * Adds this to a server.
	 * @param server the server
	 * @return the server with it
	 */
	public HttpServer apply(HttpServer server) {
		return server.doOnBound((bound) -> {
			bound.channel().pipeline().addFirst(new Accepted());
			this.servers.add(bound.channel());
		}).doOnChannelInit((observer, channel, address) -> {
			// One that was accepted before the handler above was there. A stream of
			// HTTP/2 ends with its connection.
			if (channel.parent() instanceof ServerChannel) {
				this.connections.add(channel);
			}
		});
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		ChannelGroup listening = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
		listening.addAll(this.servers);
		this.servers.clear();
		Future<?> unused = listening.close().addListener((closed) -> drain(callback));
	}

	private void drain(Runnable callback) {
		this.connections.forEach((channel) -> channel.eventLoop().execute(() -> LastAnswer.of(channel)));
		Future<?> unused = this.connections.newCloseFuture().addListener((closed) -> {
			this.running = false;
			callback.run();
		});
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

	/**
	 * Knows a connection before its event loop comes to it, which may be after the server
	 * has stopped listening.
	 */
	private final class Accepted extends ChannelInboundHandlerAdapter {

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			ConnectionDrain.this.connections.add((Channel) message);
			context.fireChannelRead(message);
		}

	}

}
