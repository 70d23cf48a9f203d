package io.github.wsgi4j.autoconfigure;

import java.net.SocketAddress;

import io.github.wsgi4j.container.EventLoopExecution;
import io.github.wsgi4j.container.ExecutionMode;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;

/**
 * Prepares connections for virtual threads that their event loops carry, where any
 * application runs on such.
 */
final class LoopTurns implements NettyServerCustomizer {

	private final Executions executions;

	LoopTurns(Executions executions) {
		this.executions = executions;
	}

	@Override
	public HttpServer apply(HttpServer server) {
		return server.doOnChannelInit(this::opened);
	}

	private void opened(ConnectionObserver observer, Channel channel, @Nullable SocketAddress address) {
		if (this.executions.has(ExecutionMode.VIRTUAL_ON_EVENT_LOOP)) {
			EventLoopExecution.prepare(channel);
		}
	}

}
