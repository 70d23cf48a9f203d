package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.container.server.RequestEdge;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Has each request looked at first by the container, with the trust in proxies that Boot
 * has. Comes first, so that another customizer may decide about forwarded headers.
 */
final class RequestEdgeCustomizer implements NettyServerCustomizer, Ordered {

	private final boolean trusted;

	RequestEdgeCustomizer(@Nullable ServerProperties server, Environment environment) {
		this.trusted = ProxyTrust.find(server, environment);
	}

	@Override
	public HttpServer apply(HttpServer server) {
		return server.forwarded(new RequestEdge(this.trusted));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
