package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.container.server.RequestEdge;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Has each request looked at first by the container, with the trust in proxies that Boot
 * has. Comes first, so that another customizer may decide about forwarded headers.
 */
final class RequestEdgeCustomizer implements NettyServerCustomizer, Ordered {

	private static final Log logger = LogFactory.getLog(RequestEdgeCustomizer.class);

	private final boolean trusted;

	RequestEdgeCustomizer(@Nullable ServerProperties server, Environment environment) {
		ServerProperties.@Nullable ForwardHeadersStrategy strategy = (server != null)
				? server.getForwardHeadersStrategy() : null;
		CloudPlatform platform = (strategy == null) ? CloudPlatform.getActive(environment) : null;
		boolean platformTrusts = platform != null && platform.isUsingForwardHeaders();
		if (platformTrusts) {
			logger.warn("Forwarded headers are trusted, since Spring Boot does so on " + platform
					+ ": make sure that a proxy sets them, or set server.forward-headers-strategy to 'none'");
		}
		this.trusted = platformTrusts || strategy == ServerProperties.ForwardHeadersStrategy.NATIVE;
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
