package io.github.wsgi4j.autoconfigure.python;

import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.WsgiProperties;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.gateway.ServerLoops;
import io.github.wsgi4j.python.application.PythonApplication;
import io.micrometer.observation.ObservationRegistry;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Auto-configuration of Python applications.
 */
@AutoConfiguration(before = WsgiAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class })
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@ConditionalOnPropertyGroup("wsgi.python.applications")
@EnableConfigurationProperties(WsgiPythonProperties.class)
@Import({ PythonApplicationRegistrar.class, ServerLoops.class })
public final class WsgiPythonAutoConfiguration {

	static final String APPLICATIONS = "wsgiPythonApplications";

	WsgiPythonAutoConfiguration() {
	}

	@Bean(APPLICATIONS)
	PythonApplications wsgiPythonApplications(WsgiPythonProperties properties, ConfigurableEnvironment environment,
			ServerLoops loops, ObjectProvider<ObservationRegistry> observations, ObjectProvider<WsgiProperties> common,
			ListableBeanFactory beans) {
		return new PythonApplications(properties, environment, loops,
				observations.getIfAvailable(() -> ObservationRegistry.NOOP),
				(name) -> common.getObject().limits().of(name, beans));
	}

	@Bean
	PythonLifecycle wsgiPythonLifecycle(ListableBeanFactory beans, WsgiPythonProperties properties) {
		ApplicationDefinitions.verify(ApplicationKind.PYTHON, properties.applications().keySet(), beans);
		return new PythonLifecycle(ApplicationDefinitions.all(beans, PythonApplication.class), properties);
	}

}
