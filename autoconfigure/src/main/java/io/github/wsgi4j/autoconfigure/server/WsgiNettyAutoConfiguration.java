package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.server.BodyPieces;
import io.github.wsgi4j.container.server.ConnectionTurns;
import io.github.wsgi4j.container.server.UnsentDataLimit;
import io.netty.channel.epoll.EpollChannelOption;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of what the container wants of Reactor Netty.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ HttpServer.class, NettyServerCustomizer.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiNettyAutoConfiguration {

	WsgiNettyAutoConfiguration() {
	}

	@Bean
	RequestEdgeCustomizer wsgiRequestEdge(ObjectProvider<ServerProperties> server, Environment environment) {
		return new RequestEdgeCustomizer(server.getIfAvailable(), environment);
	}

	// Last of its kind, since it has to know what other beans limit.
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	NettyServerCustomizer wsgiConnectionTurns() {
		return ConnectionTurns::apply;
	}

	// Boot sets the decoder behind all customizers of the former kind.
	@Bean
	WebServerFactoryCustomizer<NettyReactiveWebServerFactory> wsgiBodyPieces() {
		return (factory) -> factory.addServerCustomizers(BodyPieces::apply);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EpollChannelOption.class)
	static class OnLinux {

		@Bean
		NettyServerCustomizer wsgiUnsentDataLimit() {
			return UnsentDataLimit::apply;
		}

	}

}
