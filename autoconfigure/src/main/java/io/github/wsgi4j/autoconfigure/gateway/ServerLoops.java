package io.github.wsgi4j.autoconfigure.gateway;

import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import org.jspecify.annotations.Nullable;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The event loops of connections to other processes: those of Reactor Netty's server, so
 * that a request can stay on its loop. Where the server is another one, or its loops are
 * of neither epoll nor NIO, there are two of their own.
 */
public final class ServerLoops implements Supplier<EventLoopGroup>, DisposableBean {

	private static final int OWN = 2;

	private final ObjectProvider<ReactorResourceFactory> server;

	private @Nullable LoopResources own;

	private volatile @Nullable EventLoopGroup current;

	/**
	 * Creates loops.
	 * @param server has the server's loops, if it is one with loops
	 */
	public ServerLoops(ObjectProvider<ReactorResourceFactory> server) {
		this.server = server;
	}

	/**
	 * Returns the loops, of epoll or NIO. A server that has been stopped starts with
	 * others.
	 */
	@Override
	public EventLoopGroup get() {
		EventLoopGroup current = this.current;
		if (current == null || current.isShuttingDown()) {
			current = find();
			this.current = current;
		}
		return current;
	}

	private synchronized EventLoopGroup find() {
		ReactorResourceFactory server = this.server.getIfUnique();
		if (server != null) {
			EventLoopGroup loops = server.getLoopResources().onServer(LoopResources.DEFAULT_NATIVE);
			if (isOfKnownKind(loops)) {
				return loops;
			}
		}
		LoopResources own = this.own;
		if (own == null) {
			own = LoopResources.create("wsgi-gateway", OWN, true);
			this.own = own;
		}
		EventLoopGroup loops = own.onServer(LoopResources.DEFAULT_NATIVE);
		return isOfKnownKind(loops) ? loops : own.onServer(false);
	}

	private static boolean isOfKnownKind(EventLoopGroup loops) {
		return loops instanceof IoEventLoopGroup group
				&& (group.isIoType(EpollIoHandler.class) || group.isIoType(NioIoHandler.class));
	}

	@Override
	public synchronized void destroy() {
		if (this.own != null) {
			this.own.dispose();
		}
	}

}
