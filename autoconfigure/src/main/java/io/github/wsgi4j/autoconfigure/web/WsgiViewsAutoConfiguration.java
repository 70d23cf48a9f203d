package io.github.wsgi4j.autoconfigure.web;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.Views;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.result.view.ViewResolver;

/**
 * Auto-configuration of the {@link Views} that Spring WebFlux renders, with Thymeleaf or
 * whatever template engine Spring Boot has found.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class, before = WsgiWebAutoConfiguration.class,
		afterName = { "org.springframework.boot.freemarker.autoconfigure.FreeMarkerAutoConfiguration",
				"org.springframework.boot.mustache.autoconfigure.MustacheAutoConfiguration",
				"org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration" })
@ConditionalOnClass(ViewResolver.class)
@ConditionalOnBean({ ViewResolver.class, WsgiHandlerMapping.class })
public final class WsgiViewsAutoConfiguration {

	WsgiViewsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	Views wsgiViews(ObjectProvider<ViewResolver> resolvers) {
		return new ResolvedViews(resolvers.orderedStream().toList());
	}

}
