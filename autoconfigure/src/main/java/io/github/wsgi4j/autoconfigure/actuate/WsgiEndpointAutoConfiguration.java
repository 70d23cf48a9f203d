package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.shadow.Shadows;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the actuator endpoint {@code wsgi}.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
@ConditionalOnAvailableEndpoint(WsgiEndpoint.class)
public final class WsgiEndpointAutoConfiguration {

	WsgiEndpointAutoConfiguration() {
	}

	@Bean
	ActiveRequests wsgiActiveRequests() {
		return new ActiveRequests();
	}

	@Bean
	@ConditionalOnMissingBean
	WsgiEndpoint wsgiEndpoint(WsgiHandlerMapping mapping, ActiveRequests active, ObjectProvider<PythonProcesses> python,
			ObjectProvider<Shadows> shadows) {
		return new WsgiEndpoint(mapping, active, python.getIfAvailable(),
				shadows.stream().findFirst().map(Shadows::reports).orElse(Map.of()));
	}

}
