package io.github.wsgi4j.autoconfigure.web;

import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.EnvironCustomizer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.JacksonJson;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;
import io.github.wsgi4j.web.binding.Constraints;
import io.github.wsgi4j.web.binding.JakartaConstraints;
import jakarta.validation.ValidatorFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.result.view.ViewResolver;

/**
 * Auto-configuration that gives applications which use the framework the {@link Json}
 * that Spring Boot's Jackson reads and writes, the {@link Views} that Spring WebFlux
 * renders with whatever template engine there is, and the {@link Constraints} that
 * Spring's validation checks, with its messages and its beans.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class,
		afterName = { "org.springframework.boot.freemarker.autoconfigure.FreeMarkerAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
				"org.springframework.boot.mustache.autoconfigure.MustacheAutoConfiguration",
				"org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration",
				"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
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

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(ViewResolver.class)
	Views wsgiViews(ObjectProvider<ViewResolver> resolvers) {
		return new ResolvedViews(resolvers.orderedStream().toList());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JsonMapper.class)
	static class WithJackson {

		@Bean
		@ConditionalOnMissingBean(Json.class)
		@ConditionalOnBean(JsonMapper.class)
		JacksonJson wsgiJson(JsonMapper mapper) {
			return new JacksonJson(mapper);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ValidatorFactory.class)
	static class WithValidation {

		@Bean
		@ConditionalOnMissingBean(Constraints.class)
		@ConditionalOnSingleCandidate(ValidatorFactory.class)
		JakartaConstraints wsgiConstraints(ValidatorFactory factory) {
			return new JakartaConstraints(factory);
		}

	}

}
