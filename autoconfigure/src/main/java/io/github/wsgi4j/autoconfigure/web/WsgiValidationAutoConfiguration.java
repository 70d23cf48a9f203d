package io.github.wsgi4j.autoconfigure.web;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.web.binding.Constraints;
import io.github.wsgi4j.web.binding.JakartaConstraints;
import jakarta.validation.ValidatorFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the {@link Constraints} that Spring's validation checks, with its
 * messages and its beans.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class, before = WsgiWebAutoConfiguration.class,
		afterName = "org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration")
@ConditionalOnClass(ValidatorFactory.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
@ConditionalOnSingleCandidate(ValidatorFactory.class)
public final class WsgiValidationAutoConfiguration {

	WsgiValidationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(Constraints.class)
	JakartaConstraints wsgiConstraints(ValidatorFactory factory) {
		return new JakartaConstraints(factory);
	}

}
