package io.github.wsgi4j.container.server;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/**
 * Keeps the kernel from taking megabytes of a response that a slow client does not read.
 * The application has computed too early all that it takes.
 */
public final class UnsentDataLimit {

	/** Few blocks of a client that may not read; one that does is given more later. */
	private static final long BYTES = 256 * 1024;

	private UnsentDataLimit() {
	}

	/**
	 * Adds the limit to a server, where the kernel has one.
	 * @param server the server
	 * @return the server with it
	 */
	public static HttpServer apply(HttpServer server) {
		boolean linux = Epoll.isAvailable() && LoopResources.hasNativeSupport();
		return linux ? server.doOnChannelInit((observer, channel, address) -> {
			// A Unix socket has no such limit.
			if (channel instanceof EpollSocketChannel tcp) {
				tcp.config().setTcpNotSentLowAt(BYTES);
			}
		}) : server;
	}

}
