package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.container.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.MiddlewareOrder;
import io.github.wsgi4j.middleware.RequestId;
import io.github.wsgi4j.middleware.RuntimeHeader;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration of the middleware that a property turns on. A bean of the same type
 * takes the place of one of them.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
@EnableConfigurationProperties(WsgiMiddlewareProperties.class)
public final class WsgiMiddlewareAutoConfiguration {

	private final WsgiMiddlewareProperties properties;

	WsgiMiddlewareAutoConfiguration(WsgiMiddlewareProperties properties) {
		this.properties = properties;
	}

	@Bean
	@Order(MiddlewareOrder.REQUEST_ID)
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.request-id.enabled")
	RequestId wsgiRequestId() {
		WsgiMiddlewareProperties.RequestId requestId = this.properties.requestId();
		RequestId middleware = RequestId.random().header(requestId.header());
		return requestId.trust() ? middleware.trusting() : middleware;
	}

	@Bean
	@Order(MiddlewareOrder.RUNTIME)
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty("wsgi.middleware.runtime.enabled")
	RuntimeHeader wsgiRuntime() {
		return new RuntimeHeader(this.properties.runtime().format());
	}

}
