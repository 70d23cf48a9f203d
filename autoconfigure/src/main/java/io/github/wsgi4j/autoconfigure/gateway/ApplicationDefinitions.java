package io.github.wsgi4j.autoconfigure.gateway;

import java.util.Collection;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
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
	 * The applications of a kind by their names: fewer than properties name where a test
	 * has put others in their places. Spring injects no empty map, but looks for another
	 * bean that is one.
	 */
	public static <T extends Application> Map<String, T> all(ListableBeanFactory beans, Class<T> type) {
		return BeanFactoryUtils.beansOfTypeIncludingAncestors(beans, type);
	}

	/**
	 * Checks that each application has a bean: ahead of time its name may not have been
	 * known.
	 */
	public static void verify(ApplicationKind kind, Collection<String> names, BeanFactory beans) {
		for (String name : names) {
			if (!beans.containsBean(name)) {
				throw kind.notThereAheadOfTime(name);
			}
		}
	}

}
