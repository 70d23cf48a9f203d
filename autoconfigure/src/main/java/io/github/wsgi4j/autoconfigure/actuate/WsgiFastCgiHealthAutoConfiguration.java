package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of applications of FastCGI servers.
 */
@AutoConfiguration(after = WsgiFastCgiAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(name = "wsgiFastCgiApplications")
@ConditionalOnEnabledHealthIndicator("wsgiFastCgi")
public final class WsgiFastCgiHealthAutoConfiguration {

	WsgiFastCgiHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "wsgiFastCgiHealthIndicator")
	FastCgiHealthIndicator wsgiFastCgiHealthIndicator(ListableBeanFactory beans) {
		return new FastCgiHealthIndicator(ApplicationDefinitions.all(beans, FastCgiApplication.class));
	}

}
