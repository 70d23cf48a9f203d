package io.github.wsgi4j.autoconfigure.actuate;

import java.util.Map;

import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.autoconfigure.shadow.Shadows;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the actuator endpoint {@code wsgi}.
 */
@AutoConfiguration(after = { WsgiAutoConfiguration.class, WsgiPythonAutoConfiguration.class })
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(name = "wsgiPythonApplications")
	@RegisterReflectionForBinding(PythonStatus.class)
	static class WithPython {

		@Bean
		PythonProcesses wsgiPythonProcesses(ListableBeanFactory beans) {
			return new PythonProcesses(ApplicationDefinitions.all(beans, PythonApplication.class));
		}

	}

}
