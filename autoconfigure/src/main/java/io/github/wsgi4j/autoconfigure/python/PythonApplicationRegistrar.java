package io.github.wsgi4j.autoconfigure.python;

import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.python.application.PythonApplication;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a bean for each Python application. It only writes definitions, which ahead
 * of time become code.
 */
final class PythonApplicationRegistrar implements ImportBeanDefinitionRegistrar {

	private final Environment environment;

	PythonApplicationRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		Binder.get(this.environment)
			.bindOrCreate("wsgi.python", WsgiPythonProperties.class)
			.applications()
			.keySet()
			.forEach((name) -> register(name, registry));
	}

	private static void register(String name, BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(name)) {
			throw new MisconfigurationException(
					"The Python application '" + WsgiPythonProperties.NAME + "." + name
							+ "' has the name of another bean.",
					"Give the application or the bean '" + name + "' another name.");
		}
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(PythonApplication.class);
		definition.setFactoryBeanName(WsgiPythonAutoConfiguration.APPLICATIONS);
		definition.setFactoryMethodName("create");
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
		registry.registerBeanDefinition(name, definition);
	}

}
