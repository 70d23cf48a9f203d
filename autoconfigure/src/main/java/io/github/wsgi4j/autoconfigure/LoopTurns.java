package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.container.ConnectionTurns;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.Ordered;

/**
 * Adds the turns to each connection. Comes last, since it has to know what other
 * customizers limit.
 */
public final class LoopTurns implements NettyServerCustomizer, Ordered {

	@Override
	public HttpServer apply(HttpServer server) {
		HttpServerConfig config = server.configuration();
		boolean endMatters = config.requestTimeout() != null || config.readTimeout() != null;
		return server.doOnChannelInit((observer, channel, address) -> ConnectionTurns.install(channel, endMatters));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
