package io.github.wsgi4j.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.AutoConfigureJson;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Annotation for a test of WSGI applications and the components in front of them, without
 * a server and without the rest of a Spring Boot application.
 *
 * <p>
 * A component scan loads only components that are an
 * {@link io.github.wsgi4j.Application}, a {@link io.github.wsgi4j.Middleware}, one of the
 * container's own interfaces such as {@code EnvironCustomizer}, a {@code WebFilter}, a
 * {@code WebExceptionHandler} or a {@code WebFluxConfigurer}. Beans of the class that is
 * annotated with {@code @SpringBootApplication} are loaded too; other configurations have
 * to be imported by the test. Spring Security is not configured.
 *
 * <p>
 * The test may inject a {@link WsgiClient}, which calls what is mounted behind its
 * middleware, and a {@code WebTestClient}, whose requests go through WebFlux and the
 * container.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(WsgiTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(WsgiTypeExcludeFilter.class)
@AutoConfigureJson
@AutoConfigureWebTestClient
@ImportAutoConfiguration
public @interface WsgiTest {

	/**
	 * Properties that are added to the environment before the test runs.
	 * @return the properties in the form {@code key=value}
	 */
	String[] properties() default {};

	/**
	 * Whether only the components named above are loaded, before the other filters are
	 * asked.
	 * @return whether the default filters are used
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Filters of components that are also loaded.
	 * @return the filters
	 */
	ComponentScan.Filter[] includeFilters() default {};

	/**
	 * Filters of components that are not loaded.
	 * @return the filters
	 */
	ComponentScan.Filter[] excludeFilters() default {};

	/**
	 * Auto-configurations that are excluded.
	 * @return the classes of the auto-configurations
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
