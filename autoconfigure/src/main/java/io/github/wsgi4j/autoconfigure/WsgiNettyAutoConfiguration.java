package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.container.WsgiHandlerMapping;
import io.netty.channel.epoll.EpollChannelOption;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of what the container wants of Reactor Netty on Linux.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ EpollChannelOption.class, NettyServerCustomizer.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiNettyAutoConfiguration {

	WsgiNettyAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	UnsentDataLimit wsgiUnsentDataLimit() {
		return new UnsentDataLimit();
	}

}
