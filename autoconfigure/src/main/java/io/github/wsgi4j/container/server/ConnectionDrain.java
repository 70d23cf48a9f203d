package io.github.wsgi4j.container.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.channel.Channel;
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

	private final OpenConnections connections;

	private final int phase;

	private final Queue<Channel> servers = new ConcurrentLinkedQueue<>();

	private volatile boolean running;

	/**
	 * Creates a drain of a server.
	 * @param phase the phase in which the server stops, before it is closed
	 */
	public ConnectionDrain(OpenConnections connections, int phase) {
		this.connections = connections;
		this.phase = phase;
	}

	/**
	 * Adds this to a server.
	 * @param server the server
	 * @return the server with it
	 */
	public HttpServer apply(HttpServer server) {
		return server.doOnBound((bound) -> this.servers.add(bound.channel()));
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
		OpenConnections.forgetEnded(this.servers);
		listening.addAll(this.servers);
		this.servers.clear();
		Future<?> unused = listening.close().addListener((closed) -> this.connections.drain(() -> {
			this.running = false;
			callback.run();
		}));
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

}
