package io.github.wsgi4j.container;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what an {@link io.github.wsgi4j.Application} bean runs on, where that is not what
 * the others do. The property {@code wsgi.execution.applications.<bean name>} has
 * precedence over it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE })
public @interface RunsOn {

	/**
	 * The mode of the application.
	 * @return the mode
	 */
	public ExecutionMode value();

}
