package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the container's meters.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class,
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

}
