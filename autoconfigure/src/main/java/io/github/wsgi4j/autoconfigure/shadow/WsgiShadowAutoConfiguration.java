package io.github.wsgi4j.autoconfigure.shadow;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Auto-configuration of shadows.
 */
@AutoConfiguration(before = WsgiAutoConfiguration.class,
		after = { WsgiPythonAutoConfiguration.class, WsgiFastCgiAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class })
@ConditionalOnPropertyGroup("wsgi.shadows")
@ConditionalOnBean(Application.class)
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WsgiShadowProperties.class)
public final class WsgiShadowAutoConfiguration {

	WsgiShadowAutoConfiguration() {
	}

	@Bean
	Shadows wsgiShadows(ListableBeanFactory beans, WsgiShadowProperties properties) {
		return new Shadows(beans, properties);
	}

}
