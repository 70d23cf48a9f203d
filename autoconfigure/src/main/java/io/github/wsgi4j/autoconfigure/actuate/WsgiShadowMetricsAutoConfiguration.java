package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.shadow.Shadows;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the meters of shadows.
 */
@AutoConfiguration(after = WsgiShadowAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(Shadows.class)
public final class WsgiShadowMetricsAutoConfiguration {

	WsgiShadowMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ShadowMetrics wsgiShadowMetrics(Shadows shadows) {
		return new ShadowMetrics(shadows.reports());
	}

}
