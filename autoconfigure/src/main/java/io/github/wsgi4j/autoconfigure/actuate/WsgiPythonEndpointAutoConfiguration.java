package io.github.wsgi4j.autoconfigure.actuate;

import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonAutoConfiguration;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the part of the endpoint {@code wsgi} about Python applications.
 */
@AutoConfiguration(after = WsgiPythonAutoConfiguration.class, before = WsgiEndpointAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(name = "wsgiPythonApplications")
@ConditionalOnAvailableEndpoint(WsgiEndpoint.class)
@RegisterReflectionForBinding(PythonStatus.class)
public final class WsgiPythonEndpointAutoConfiguration {

	WsgiPythonEndpointAutoConfiguration() {
	}

	@Bean
	PythonProcesses wsgiPythonProcesses(ListableBeanFactory beans) {
		return new PythonProcesses(ApplicationDefinitions.all(beans, PythonApplication.class));
	}

}
