package io.github.wsgi4j.autoconfigure.gateway;

import java.util.Collection;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * The definitions of beans of a kind of application, which ahead of time become code.
 */
public final class ApplicationDefinitions {

	private ApplicationDefinitions() {
	}

	/**
	 * Registers a bean for each application.
	 * @param factory the name of the bean whose method {@code create} takes the name of
	 * an application
	 */
	public static void register(ApplicationKind kind, Collection<String> names, Class<? extends Application> type,
			String factory, BeanDefinitionRegistry registry) {
		for (String name : names) {
			if (registry.containsBeanDefinition(name)) {
				throw kind.nameIsTaken(name);
			}
			RootBeanDefinition definition = new RootBeanDefinition();
			definition.setTargetType(type);
			definition.setFactoryBeanName(factory);
			definition.setFactoryMethodName("create");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
			registry.registerBeanDefinition(name, definition);
		}
	}

	/**
	 * Checks that each application has a bean: ahead of time its name may not have been
	 * known.
	 */
	public static void verify(ApplicationKind kind, Collection<String> names, Collection<String> beans) {
		for (String name : names) {
			if (!beans.contains(name)) {
				throw kind.notThereAheadOfTime(name);
			}
		}
	}

}
