package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of applications of FastCGI servers.
 */
@AutoConfiguration(after = WsgiFastCgiAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(name = "wsgiFastCgiApplications")
public final class WsgiFastCgiMetricsAutoConfiguration {

	WsgiFastCgiMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	FastCgiMetrics wsgiFastCgiMetrics(ListableBeanFactory beans) {
		return new FastCgiMetrics(ApplicationDefinitions.all(beans, FastCgiApplication.class));
	}

}
