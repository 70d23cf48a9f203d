package io.github.wsgi4j.autoconfigure.web;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that gives the {@link Json} and the {@link Views} of Spring Boot to
 * applications that use the framework.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiWebAutoConfiguration {

	WsgiWebAutoConfiguration() {
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	EnvironCustomizer wsgiWeb(ObjectProvider<Json> json, ObjectProvider<Views> views) {
		Json ownJson = json.getIfAvailable();
		Views ownViews = views.getIfAvailable();
		return (environ, exchange) -> {
			if (ownJson != null) {
				environ.put(Json.KEY, ownJson);
			}
			if (ownViews != null) {
				environ.put(Views.KEY, ownViews);
			}
		};
	}

}
