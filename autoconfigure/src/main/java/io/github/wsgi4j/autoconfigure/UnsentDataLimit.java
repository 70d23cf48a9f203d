package io.github.wsgi4j.autoconfigure;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Keeps the kernel from taking megabytes of a response that a slow client does not read.
 * What it takes, the application has computed too early.
 */
public final class UnsentDataLimit implements NettyServerCustomizer {

	/** Few blocks of a client that may not read; one that does is given more later. */
	private static final long BYTES = 256 * 1024;

	@Override
	public HttpServer apply(HttpServer server) {
		boolean linux = Epoll.isAvailable() && LoopResources.hasNativeSupport();
		return linux ? server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, BYTES) : server;
	}

}
