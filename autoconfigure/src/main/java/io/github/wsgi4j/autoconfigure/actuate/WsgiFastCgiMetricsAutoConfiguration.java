package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiAutoConfiguration;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;
import io.micrometer.core.instrument.MeterRegistry;

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
	FastCgiMetrics wsgiFastCgiMetrics(Map<String, FastCgiApplication> applications) {
		return new FastCgiMetrics(applications);
	}

}
