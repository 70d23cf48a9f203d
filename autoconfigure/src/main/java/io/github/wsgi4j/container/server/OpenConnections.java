package io.github.wsgi4j.container.server;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.netty.http.server.HttpServer;

import org.springframework.context.SmartLifecycle;

/**
 * The connections of a server. Those that are left when it has stopped are broken off:
 * they would go on until the event loops end, when what their applications use may be
 * gone, and Netty may forget to close them.
 */
public final class OpenConnections implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(OpenConnections.class);

	private final int phase;

	private final ChannelGroup channels = new DefaultChannelGroup("wsgi-connections", GlobalEventExecutor.INSTANCE);

	private volatile boolean running;

	private volatile boolean draining;

	/**
	 * Creates an empty set.
	 * @param phase the phase in which connections are broken off, behind that of the
	 * server
	 */
	public OpenConnections(int phase) {
		this.phase = phase;
	}

	/**
	 * Adds this to a server.
	 * @param server the server
	 * @return the server with it
	 */
	public HttpServer apply(HttpServer server) {
		return server.doOnBound((bound) -> bound.channel().pipeline().addFirst(new Accepted()))
			.doOnChannelInit((observer, channel, address) -> {
				// One that was accepted before the handler above was there. A stream of
				// HTTP/2 ends with its connection.
				if (channel.parent() instanceof ServerChannel) {
					this.channels.add(channel);
				}
			});
	}

	/**
	 * Has each connection end, and calls back when all have.
	 */
	void drain(Runnable callback) {
		forgetEnded(this.channels);
		this.draining = true;
		// Boot tells of a shutdown when all this is over.
		logger.info("Shutting down: no more connections are accepted, and " + this.channels.size()
				+ " end with their next response");
		this.channels.forEach((channel) -> channel.eventLoop().execute(() -> LastAnswer.of(channel)));
		Future<?> unused = this.channels.newCloseFuture().addListener((closed) -> callback.run());
	}

	/**
	 * Leaves out channels whose event loops have ended: they tell nobody any more, and
	 * Netty may have forgotten to close them.
	 */
	static void forgetEnded(Collection<Channel> channels) {
		channels.removeIf((channel) -> channel.eventLoop().isShutdown());
	}

	@Override
	public void start() {
		this.draining = false;
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
		forgetEnded(this.channels);
		if (this.draining && !this.channels.isEmpty()) {
			logger.warn("The time of the shutdown is over: " + this.channels.size() + " connections are broken off");
		}
		// Past all handlers: HTTP/2 would wait for its streams.
		this.channels
			.forEach((channel) -> channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise())));
		// An application may hold an event loop up, but not the rest of the stop.
		this.channels.newCloseFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	// As the web server, which would not listen again.
	@Override
	public boolean isPauseable() {
		return false;
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
			OpenConnections.this.channels.add((Channel) message);
			context.fireChannelRead(message);
		}

	}

}
