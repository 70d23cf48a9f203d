package io.github.wsgi4j.container;

import java.util.List;

import io.github.wsgi4j.Application;

import org.springframework.web.server.WebHandler;

/**
 * An application at its place.
 *
 * @param name the name of the bean
 * @param path the path that leads to it: empty, or starting but not ending with a slash
 * @param middleware the names of the middleware around it, the outermost first
 * @param execution where it runs
 * @param application the application behind its middleware
 * @param handler what answers its requests
 */
public record MountedApplication(String name, String path, List<String> middleware, Execution execution,
		Application application, WebHandler handler) {

	/**
	 * Creates a mounted application that later changes of the list do not reach.
	 */
	public MountedApplication {
		middleware = List.copyOf(middleware);
	}

}
