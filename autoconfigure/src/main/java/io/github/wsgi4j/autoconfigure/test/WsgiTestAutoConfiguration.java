package io.github.wsgi4j.autoconfigure.test;

import java.util.HashMap;
import java.util.Map;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Environ;
import io.github.wsgi4j.autoconfigure.WsgiAutoConfiguration;
import io.github.wsgi4j.container.MountedApplication;
import io.github.wsgi4j.container.WsgiContainer;
import io.github.wsgi4j.container.dispatch.WsgiHandlerMapping;
import io.github.wsgi4j.middleware.MountDispatcher;
import io.github.wsgi4j.test.WsgiClient;
import io.github.wsgi4j.web.Json;
import io.github.wsgi4j.web.Views;
import io.github.wsgi4j.web.binding.Constraints;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of a client for all mounted applications. It is not part of a
 * running application: the annotation {@code @WsgiTest} imports it.
 */
@AutoConfiguration(after = WsgiAutoConfiguration.class)
@ConditionalOnBean(WsgiHandlerMapping.class)
public final class WsgiTestAutoConfiguration {

	WsgiTestAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	WsgiClient wsgiClient(WsgiHandlerMapping mapping, WsgiContainer container, ObjectProvider<Json> json,
			ObjectProvider<Views> views, ObjectProvider<Constraints> constraints) {
		Map<String, Application> mounts = new HashMap<>();
		for (MountedApplication mounted : mapping.getApplications()) {
			mounts.put(mounted.path().isEmpty() ? "/" : mounted.path(), named(mounted));
		}
		return WsgiClient.of(new MountDispatcher(mounts)).environ((environ) -> {
			container.settings().environ().forEach(environ::variable);
			json.ifAvailable((available) -> environ.variable(Json.KEY, available));
			views.ifAvailable((available) -> environ.variable(Views.KEY, new ViewsWithoutServer(available)));
			constraints.ifAvailable((available) -> environ.variable(Constraints.KEY, available));
		});
	}

	// Outside of its middleware, which may ask for the name.
	private static Application named(MountedApplication mounted) {
		return (environ, startResponse) -> {
			environ.put(Environ.APPLICATION, mounted.name());
			return mounted.application().call(environ, startResponse);
		};
	}

}
