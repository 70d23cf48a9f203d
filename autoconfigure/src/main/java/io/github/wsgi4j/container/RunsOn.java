package io.github.wsgi4j.container;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Selects the execution mode of an {@link io.github.wsgi4j.Application} bean, if it
 * differs from that of the others. The property {@code wsgi.execution.applications.<bean
 * name>} takes precedence over it.
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
