package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health of Python applications.
 */
@AutoConfiguration(after = WsgiPythonAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(name = "wsgiPythonApplications")
@ConditionalOnEnabledHealthIndicator("wsgiPython")
public final class WsgiPythonHealthAutoConfiguration {

	WsgiPythonHealthAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "wsgiPythonHealthIndicator")
	PythonHealthIndicator wsgiPythonHealthIndicator(ListableBeanFactory beans, WsgiPythonProperties properties) {
		return new PythonHealthIndicator(ApplicationDefinitions.all(beans, PythonApplication.class), properties);
	}

}
