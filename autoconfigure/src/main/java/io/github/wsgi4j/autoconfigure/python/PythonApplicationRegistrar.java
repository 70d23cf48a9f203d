package io.github.wsgi4j.autoconfigure.python;

import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;
import io.github.wsgi4j.autoconfigure.gateway.ApplicationDefinitions;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each Python application.
 */
final class PythonApplicationRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	PythonApplicationRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		WsgiPythonProperties properties = Binder.get(this.environment)
			.bindOrCreate("wsgi.python", WsgiPythonProperties.class);
		ApplicationDefinitions.register(ApplicationKind.PYTHON, properties.applications().keySet(),
				PythonApplication.class, WsgiPythonAutoConfiguration.APPLICATIONS, registry);
	}

}
