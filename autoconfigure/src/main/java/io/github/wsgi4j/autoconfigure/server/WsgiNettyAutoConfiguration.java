package io.github.wsgi4j.autoconfigure.server;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.server.BodyPieces;
import io.github.wsgi4j.container.server.ConnectionDrain;
import io.github.wsgi4j.container.server.ConnectionTurns;
import io.github.wsgi4j.container.server.KernelSocket;
import io.github.wsgi4j.container.server.OpenConnections;
import io.github.wsgi4j.container.server.RequestEdge;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of what the container wants of Reactor Netty, whoever has defined
 * the factory of the server. Its shutdown leaves no connection, and loses no request if
 * it is graceful.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiNettyAutoConfiguration {

	WsgiNettyAutoConfiguration() {
	}

	@Bean
	static EventLoopDefaults wsgiEventLoopDefaults() {
		return new EventLoopDefaults();
	}

	// Comes first, so that another customizer may decide about forwarded headers.
	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiRequestEdge(ObjectProvider<ServerProperties> server,
			Environment environment) {
		RequestEdge edge = new RequestEdge(ProxyTrust.find(server.getIfAvailable(), environment));
		return (factory) -> {
			List<NettyServerCustomizer> customizers = new ArrayList<>(factory.getServerCustomizers());
			customizers.add(0, (netty) -> netty.forwarded(edge));
			factory.setServerCustomizers(customizers);
		};
	}

	// Without an order, and so behind what Boot and the user limit.
	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiConnectionTurns() {
		return (factory) -> factory.addServerCustomizers(ConnectionTurns::apply);
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiBodyPieces() {
		return (factory) -> factory.addServerCustomizers(BodyPieces::apply);
	}

	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiUnsentDataLimit() {
		return (factory) -> factory.addServerCustomizers(KernelSocket::limitUnsent);
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
