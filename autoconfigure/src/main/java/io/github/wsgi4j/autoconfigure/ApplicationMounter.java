package io.github.wsgi4j.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Middleware;
import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.ExecutionMode;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Wraps the {@link Application} beans in the {@link Middleware} beans and gives them to
 * the container.
 */
record ApplicationMounter(ConfigurableListableBeanFactory beans, WsgiProperties properties, WsgiContainer container,
		WsgiHandlerFactory handlers, ExecutionModes modes, ExecutionMode common, Executions executions,
		Validators validators, @Nullable InnermostMiddleware innermost) {

	List<MountedApplication> mount() {
		List<NamedMiddleware> middleware = NamedMiddleware.of(this.beans);
		Map<String, Middleware> named = new LinkedHashMap<>();
		middleware.forEach((next) -> named.put(next.name(), next.middleware()));
		List<MountedApplication> mounted = new ArrayList<>();
		Map<String, ApplicationLimits> limits = this.properties.limits().resolve(new ApplicationNames(this.beans));
		InnermostMiddleware innermost = this.innermost;
		new MountResolver(this.beans, this.properties, (name) -> innermost != null && innermost.calls(name),
				this.modes::isElsewhere)
			.resolve()
			.forEach((name, path) -> {
				Application bean = this.beans.getBean(name, Application.class);
				Application application = around(name, middleware)
					.wrap((innermost != null) ? innermost.wrap(name, bean) : bean);
				ApplicationLimits own = limits.get(name);
				WsgiContainer container = this.modes.hasCsrfToken(name) ? container(name).withCsrfToken()
						: container(name);
				mounted.add(this.handlers.mount((own != null) ? container.with(own) : container, name, path, named,
						application));
			});
		return mounted;
	}

	private WsgiContainer container(String application) {
		ExecutionMode mode = this.modes.of(application);
		if (mode != null) {
			return this.container.with(this.executions.get(mode), this.modes.buffering(application, mode));
		}
		return this.modes.hasOwnBuffering(application)
				? this.container.with(this.container.execution(), this.modes.buffering(application, this.common))
				: this.container;
	}

	private Middleware around(String application, List<NamedMiddleware> middleware) {
		Middleware all = Middleware.identity();
		String server = "container";
		for (NamedMiddleware next : middleware) {
			all = all.then(this.validators.between(server, next.name(), application)).then(observed(next));
			server = next.name();
		}
		return all.then(this.validators.between(server, application, application));
	}

	private Middleware observed(NamedMiddleware named) {
		return this.properties.observations().middleware()
				? new ObservedMiddleware(named, this.container.observations()) : named;
	}

}
