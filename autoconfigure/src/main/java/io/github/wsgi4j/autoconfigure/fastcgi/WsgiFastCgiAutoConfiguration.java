package io.github.wsgi4j.autoconfigure.fastcgi;

import io.github.wsgi4j.autoconfigure.ConditionalOnPropertyGroup;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.autoconfigure.WsgiProperties;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.autoconfigure.gateway.ServerLoops;
import io.micrometer.observation.ObservationRegistry;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
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
 * Auto-configuration of applications of FastCGI servers.
 */
@AutoConfiguration(before = WsgiAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ DispatcherHandler.class, HttpServer.class })
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@ConditionalOnPropertyGroup("wsgi.fastcgi.applications")
@EnableConfigurationProperties(WsgiFastCgiProperties.class)
@Import({ FastCgiApplicationRegistrar.class, ServerLoops.class })
public final class WsgiFastCgiAutoConfiguration {

	static final String APPLICATIONS = "wsgiFastCgiApplications";

	WsgiFastCgiAutoConfiguration() {
	}

	@Bean(APPLICATIONS)
	FastCgiApplications wsgiFastCgiApplications(WsgiFastCgiProperties properties, ConfigurableEnvironment environment,
			ServerLoops loops, ObjectProvider<ObservationRegistry> observations, ObjectProvider<WsgiProperties> common,
			ListableBeanFactory beans) {
		return new FastCgiApplications(properties, environment, loops,
				observations.getIfAvailable(() -> ObservationRegistry.NOOP),
				(name) -> common.getObject().limits().of(name, beans));
	}

	@Bean
	SmartInitializingSingleton wsgiFastCgiNames(BeanFactory beans, WsgiFastCgiProperties properties) {
		return () -> ApplicationDefinitions.verify(ApplicationKind.FASTCGI, properties.applications().keySet(), beans);
	}

}
