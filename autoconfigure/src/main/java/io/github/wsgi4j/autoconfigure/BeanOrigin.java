package io.github.wsgi4j.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The place where a bean is defined and annotated: in this context or in one above, and
 * behind a scoped proxy if there is one.
 *
 * @param beans the beans of the context
 * @param name the name of the bean there
 */
record BeanOrigin(ConfigurableListableBeanFactory beans, String name) {

	/**
	 * The names of the beans of a type, also of contexts above. The target of a scoped
	 * proxy is none: the proxy stands for it.
	 */
	static List<String> names(ListableBeanFactory beans, Class<?> type) {
		return Stream.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.toList();
	}

	static BeanOrigin of(ConfigurableListableBeanFactory beans, String name) {
		if (!beans.containsLocalBean(name)
				&& beans.getParentBeanFactory() instanceof ConfigurableListableBeanFactory parent) {
			return of(parent, name);
		}
		String target = ScopedProxyUtils.getTargetBeanName(name);
		return new BeanOrigin(beans, beans.containsLocalBean(target) ? target : name);
	}

	<A extends Annotation> @Nullable A annotation(Class<A> type) {
		return this.beans.findAnnotationOnBean(this.name, type);
	}

	@Nullable BeanDefinition definition() {
		return this.beans.containsBeanDefinition(this.name) ? this.beans.getMergedBeanDefinition(this.name) : null;
	}

}
