package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.autoconfigure.shadow.Shadows;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of the container, of applications that are answered
 * elsewhere, and of shadows.
 */
@AutoConfiguration(
		after = { WsgiAutoConfiguration.class, WsgiFastCgiAutoConfiguration.class, WsgiPythonAutoConfiguration.class,
				WsgiShadowAutoConfiguration.class },
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, WsgiHandlerMapping.class })
public final class WsgiMetricsAutoConfiguration {

	WsgiMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	WsgiMetrics wsgiMetrics(MeterRegistry registry) {
		return new WsgiMetrics(registry);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(name = "wsgiFastCgiApplications")
	FastCgiMetrics wsgiFastCgiMetrics(ListableBeanFactory beans) {
		return new FastCgiMetrics(ApplicationDefinitions.all(beans, FastCgiApplication.class));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(name = "wsgiPythonApplications")
	PythonMetrics wsgiPythonMetrics(ListableBeanFactory beans) {
		return new PythonMetrics(ApplicationDefinitions.all(beans, PythonApplication.class));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(Shadows.class)
	ShadowMetrics wsgiShadowMetrics(Shadows shadows) {
		return new ShadowMetrics(shadows.reports());
	}

}
