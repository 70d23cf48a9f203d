package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.container.server.ForwardedCheck;
import io.github.wsgi4j.container.server.ServletExchange;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of what the container wants of Tomcat and Jetty.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass({ HttpServletRequest.class, WebHttpHandlerBuilderCustomizer.class })
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiServletAutoConfiguration {

	WsgiServletAutoConfiguration() {
	}

	@Bean
	WebHttpHandlerBuilderCustomizer wsgiGivenUpRequests() {
		return (builder) -> builder.httpHandlerDecorator(ServletExchange::failGivenUp);
	}

	@Bean
	WebHttpHandlerBuilderCustomizer wsgiCutResponses() {
		return (builder) -> builder.httpHandlerDecorator(ServletExchange::failCut);
	}

	@Bean
	WebHttpHandlerBuilderCustomizer wsgiForwardedCheck(ObjectProvider<ServerProperties> server,
			Environment environment) {
		boolean trusted = ProxyTrust.find(server.getIfAvailable(), environment);
		return (builder) -> {
			if (trusted) {
				builder.httpHandlerDecorator(ForwardedCheck::apply);
			}
		};
	}

}
