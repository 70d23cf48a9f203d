package io.github.wsgi4j.autoconfigure.web;

import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;
import io.github.wsgi4j.web.binding.Constraints;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that gives the {@link Json}, the {@link Views} and the
 * {@link Constraints} of Spring Boot to applications that use the framework.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiWebAutoConfiguration {

	WsgiWebAutoConfiguration() {
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	EnvironCustomizer wsgiWeb(ObjectProvider<Json> json, ObjectProvider<Views> views,
			ObjectProvider<Constraints> constraints) {
		Map<String, Object> variables = new HashMap<>();
		json.ifAvailable((own) -> variables.put(Json.KEY, own));
		views.ifAvailable((own) -> variables.put(Views.KEY, own));
		constraints.ifAvailable((own) -> variables.put(Constraints.KEY, own));
		return (environ, exchange) -> environ.putAll(variables);
	}

}
