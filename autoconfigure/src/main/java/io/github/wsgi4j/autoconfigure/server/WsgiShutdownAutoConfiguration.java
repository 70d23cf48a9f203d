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
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of a shutdown of Reactor Netty that leaves no connection, and loses
 * no request if it is graceful.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiShutdownAutoConfiguration {

	WsgiShutdownAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	OpenConnections wsgiOpenConnections() {
		return new OpenConnections(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1);
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiOpenConnectionsCustomizer(
			OpenConnections connections) {
		return (factory) -> factory.addServerCustomizers(connections::apply);
	}

	/**
	 * The drain of a graceful shutdown.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = "server.shutdown", havingValue = "graceful", matchIfMissing = true)
	static class Graceful {

		// It is stopped before what it depends on, as the phases have it.
		@Bean
		@ConditionalOnMissingBean
		ConnectionDrain wsgiConnectionDrain(OpenConnections connections) {
			return new ConnectionDrain(connections, WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1);
		}

		@Bean
		WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiConnectionDrainCustomizer(ConnectionDrain drain) {
			return (factory) -> factory.addServerCustomizers(drain::apply);
		}

	}

}
