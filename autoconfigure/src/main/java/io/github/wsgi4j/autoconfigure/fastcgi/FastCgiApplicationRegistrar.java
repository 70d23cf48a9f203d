package io.github.wsgi4j.autoconfigure.fastcgi;

import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.fastcgi.application.FastCgiApplication;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each application of FastCGI servers.
 */
final class FastCgiApplicationRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	FastCgiApplicationRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		WsgiFastCgiProperties properties = Binder.get(this.environment)
			.bindOrCreate("wsgi.fastcgi", WsgiFastCgiProperties.class);
		ApplicationDefinitions.register(ApplicationKind.FASTCGI, properties.applications().keySet(),
				FastCgiApplication.class, WsgiFastCgiAutoConfiguration.APPLICATIONS, registry);
	}

}
