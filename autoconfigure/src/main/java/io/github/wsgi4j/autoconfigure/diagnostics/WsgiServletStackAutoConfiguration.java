package io.github.wsgi4j.autoconfigure.diagnostics;

import io.github.wsgi4j.Application;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that warns where Spring MVC answers the requests: nothing is mounted
 * there, and all would be 404 without a word.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
public final class WsgiServletStackAutoConfiguration {

	private static final Log logger = LogFactory.getLog(WsgiServletStackAutoConfiguration.class);

	WsgiServletStackAutoConfiguration() {
	}

	@Bean
	SmartInitializingSingleton wsgiServletStackWarning(ListableBeanFactory beans, Environment environment) {
		return () -> {
			if (beans.getBeanNamesForType(Application.class, true, false).length > 0
					|| WrittenProperties.isGroupSet(environment, KnownProperties.ROOT, false)) {
				logger.warn("No WSGI application is mounted, since this is an application of Spring MVC. Remove "
						+ "'spring-boot-starter-webmvc', or set 'spring.main.web-application-type=reactive'.");
			}
		};
	}

}
