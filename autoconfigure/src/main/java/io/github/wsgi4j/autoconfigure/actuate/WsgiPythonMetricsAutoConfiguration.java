package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of Python applications.
 */
@AutoConfiguration(after = WsgiPythonAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(name = "wsgiPythonApplications")
public final class WsgiPythonMetricsAutoConfiguration {

	WsgiPythonMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	PythonMetrics wsgiPythonMetrics(ListableBeanFactory beans) {
		return new PythonMetrics(ApplicationDefinitions.all(beans, PythonApplication.class));
	}

}
