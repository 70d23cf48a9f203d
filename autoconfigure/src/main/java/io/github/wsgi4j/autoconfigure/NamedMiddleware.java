package io.github.wsgi4j.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;

/**
 * A {@link Middleware} bean and its name.
 *
 * @param name the name of the bean
 * @param middleware the bean
 */
record NamedMiddleware(String name, Middleware middleware) implements Middleware {

	@Override
	public Application wrap(Application application) {
		Application wrapped = this.middleware.wrap(application);
		if (wrapped == null) {
			throw new MisconfigurationException("The method wrap of the middleware '" + this.name + "' returned null.",
					"Return an application from it. For a test, replace it with @TestBean instead of @MockitoBean: "
							+ "applications are wrapped at startup, before a test can say what a mock returns.");
		}
		return wrapped;
	}

	/**
	 * All middleware beans, those with the lowest order first. Spring orders beans
	 * without their names, so the same sources of an order are asked here.
	 */
	static List<NamedMiddleware> of(ConfigurableListableBeanFactory beans) {
		return BeanOrigin.names(beans, Middleware.class)
			.stream()
			.map((name) -> new NamedMiddleware(name, beans.getBean(name, Middleware.class)))
			.sorted(AnnotationAwareOrderComparator.INSTANCE
				.withSourceProvider((named) -> sources((NamedMiddleware) named, beans)))
			.toList();
	}

	private static Object[] sources(NamedMiddleware named, ConfigurableListableBeanFactory beans) {
		BeanDefinition definition = BeanOrigin.of(beans, named.name()).definition();
		return Stream
			.of(attribute(definition), factoryMethod(definition), named.middleware(),
					ShelfPlaces.of(named.middleware()))
			.filter((source) -> source != null)
			.toArray();
	}

	private static @Nullable Object attribute(@Nullable BeanDefinition definition) {
		Object order = (definition != null) ? definition.getAttribute(AbstractBeanDefinition.ORDER_ATTRIBUTE) : null;
		return (order instanceof Integer value) ? (Ordered) () -> value : null;
	}

	private static @Nullable Object factoryMethod(@Nullable BeanDefinition definition) {
		return (definition instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
	}

}
