package io.github.wsgi4j.container.dispatch;

import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.HeaderMiddleware;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.Execution;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.response.TimeoutMonitor;

/**
 * The factory that makes applications answer HTTP.
 *
 * @param timeouts sees to it that responses keep their limits
 */
public record WsgiHandlerFactory(TimeoutMonitor timeouts) {

	/**
	 * Makes an application answer HTTP.
	 * @param container how the application is served
	 * @param name the application's name, in meters and logs
	 * @param path the path that leads to it: empty, or starting but not ending with a
	 * slash
	 * @param middleware what is around it by its names, the outermost first
	 * @param application the application, with all that is around it
	 * @return the application at its place
	 */
	public MountedApplication mount(WsgiContainer container, String name, String path,
			Map<String, Middleware> middleware, Application application) {
		Execution own = container.execution().forApplication(name);
		List<HeaderMiddleware> headers = middleware.values()
			.stream()
			.filter(HeaderMiddleware.class::isInstance)
			.map(HeaderMiddleware.class::cast)
			.toList();
		return new MountedApplication(name, path, List.copyOf(middleware.keySet()), own, application,
				new WsgiHandler(container, own, this.timeouts, name, path, headers, application));
	}

}
