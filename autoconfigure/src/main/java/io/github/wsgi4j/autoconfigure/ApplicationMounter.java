package io.github.wsgi4j.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.WsgiContainer;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Wraps the {@link Application} beans in the {@link Middleware} beans and gives them to
 * the container.
 */
final class ApplicationMounter {

	private final ConfigurableListableBeanFactory beans;

	private final WsgiProperties properties;

	private final WsgiContainer container;

	ApplicationMounter(ConfigurableListableBeanFactory beans, WsgiProperties properties, WsgiContainer container) {
		this.beans = beans;
		this.properties = properties;
		this.container = container;
	}

	List<MountedApplication> mount() {
		List<NamedMiddleware> middleware = NamedMiddleware.of(this.beans);
		List<String> names = middleware.stream().map(NamedMiddleware::name).toList();
		Middleware all = Middleware.of(middleware.stream().map(this::observed).toList());
		List<MountedApplication> mounted = new ArrayList<>();
		new MountResolver(this.beans, this.properties).resolve().forEach((name, path) -> {
			Application application = all.wrap(this.beans.getBean(name, Application.class));
			mounted.add(new MountedApplication(name, path, names, this.container.serve(name, path, application)));
		});
		return mounted;
	}

	private Middleware observed(NamedMiddleware named) {
		return this.properties.observations().middleware()
				? new ObservedMiddleware(named, this.container.observations()) : named.middleware();
	}

}
