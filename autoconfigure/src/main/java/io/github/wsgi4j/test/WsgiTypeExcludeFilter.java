package io.github.wsgi4j.test;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;

/**
 * Leaves out the components that {@link WsgiTest @WsgiTest} does not load.
 */
class WsgiTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<WsgiTest> {

	// By their names: what lives here does not depend on the container.
	private static final Set<Class<?>> CONTAINER = Stream
		.of("EnvironCustomizer", "Execution", "RequestListener", "WsgiObservationConvention")
		.map((name) -> ClassUtils.resolveClassName(Application.class.getPackageName() + ".container." + name,
				WsgiTypeExcludeFilter.class.getClassLoader()))
		.collect(Collectors.toUnmodifiableSet());

	WsgiTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		Set<Class<?>> includes = new LinkedHashSet<>(CONTAINER);
		includes.addAll(Set.of(Application.class, Middleware.class, WebFilter.class, WebExceptionHandler.class,
				WebFluxConfigurer.class));
		return includes;
	}

}
