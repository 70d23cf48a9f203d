package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of applications that are answered elsewhere.
 */
@AutoConfiguration(
		after = { WsgiAutoConfiguration.class, WsgiFastCgiAutoConfiguration.class, WsgiPythonAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiHealthAutoConfiguration {

	WsgiHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnBean(name = "wsgiFastCgiApplications")
	@ConditionalOnEnabledHealthIndicator("wsgiFastCgi")
	@ConditionalOnMissingBean(name = "wsgiFastCgiHealthIndicator")
	FastCgiHealthIndicator wsgiFastCgiHealthIndicator(ListableBeanFactory beans) {
		return new FastCgiHealthIndicator(ApplicationDefinitions.all(beans, FastCgiApplication.class));
	}

	@Bean
	@ConditionalOnBean(name = "wsgiPythonApplications")
	@ConditionalOnEnabledHealthIndicator("wsgiPython")
	@ConditionalOnMissingBean(name = "wsgiPythonHealthIndicator")
	PythonHealthIndicator wsgiPythonHealthIndicator(ListableBeanFactory beans, WsgiPythonProperties properties) {
		return new PythonHealthIndicator(ApplicationDefinitions.all(beans, PythonApplication.class), properties);
	}

}
