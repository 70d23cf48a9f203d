package io.github.wsgi4j.container.limits;

import io.netty.channel.ChannelOption;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Has the kernel hold little for each connection, so that a server meets backpressure
 * early. Add it with {@code spring.main.sources}.
 */
class SmallSendBuffer implements NettyServerCustomizer {

	@Override
	public HttpServer apply(HttpServer server) {
		return server.childOption(ChannelOption.SO_SNDBUF, 64 * 1024);
	}

}
