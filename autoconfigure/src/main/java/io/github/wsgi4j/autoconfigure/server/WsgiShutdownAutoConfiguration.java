package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.server.ConnectionDrain;
import io.github.wsgi4j.container.server.OpenConnections;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a graceful shutdown of Reactor Netty that loses no request.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ HttpServer.class, NettyServerCustomizer.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
@ConditionalOnProperty(name = "server.shutdown", havingValue = "graceful", matchIfMissing = true)
public final class WsgiShutdownAutoConfiguration {

	WsgiShutdownAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	OpenConnections wsgiOpenConnections() {
		return new OpenConnections(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1);
	}

	// It is stopped before what it depends on, as the phases have it.
	@Bean
	@ConditionalOnMissingBean
	ConnectionDrain wsgiConnectionDrain(OpenConnections connections) {
		return new ConnectionDrain(connections, WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1);
	}

	@Bean
	NettyServerCustomizer wsgiConnectionDrainCustomizer(ConnectionDrain drain) {
		return drain::apply;
	}

}
