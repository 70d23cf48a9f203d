package io.github.wsgi4j.container;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where an {@link io.github.wsgi4j.Application} bean is mounted. The property
 * {@code wsgi.mounts.<bean name>} takes precedence over it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface Mount {

	/**
	 * The path that leads to the application, below the base path.
	 * @return a path that starts with a slash
	 */
	public String value();

}
