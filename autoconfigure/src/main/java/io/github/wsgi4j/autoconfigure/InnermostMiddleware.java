package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;

/**
 * Stands next to single applications, inside of all middleware beans.
 */
public interface InnermostMiddleware {

	/**
	 * Wraps the application of a bean.
	 */
	Application wrap(String name, Application application);

	/**
	 * Whether a bean is called by others, so that it need not be mounted.
	 */
	boolean calls(String name);

}
