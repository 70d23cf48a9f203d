package io.github.wsgi4j.autoconfigure.server;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.container.server.RequestEdge;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.env.Environment;

/**
 * Has each request looked at first by the container, with the trust in proxies that Boot
 * has. Comes first, so that another customizer may decide about forwarded headers.
 */
final class RequestEdgeCustomizer implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

	private final boolean trusted;

	RequestEdgeCustomizer(@Nullable ServerProperties server, Environment environment) {
		this.trusted = ProxyTrust.find(server, environment);
	}

	@Override
	public void customize(NettyReactiveWebServerFactory factory) {
		List<NettyServerCustomizer> customizers = new ArrayList<>(factory.getServerCustomizers());
		customizers.add(0, (server) -> server.forwarded(new RequestEdge(this.trusted)));
		factory.setServerCustomizers(customizers);
	}

}
