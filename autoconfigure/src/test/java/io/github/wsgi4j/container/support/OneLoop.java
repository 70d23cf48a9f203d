package io.github.wsgi4j.container.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.wsgi4j.Application;
import io.github.wsgi4j.Body;
import reactor.netty.resources.LoopResources;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * A server whose connections are all on one event loop, also those that are yet to be
 * accepted, so that whoever holds the loop holds them all. Beside the application of
 * {@link WsgiServer}, a second one says hello.
 */
@Configuration(proxyBeanMethods = false)
public class OneLoop {

	public static WsgiServer start(String mode, String... properties) {
		return start(OneLoop.class, mode, properties);
	}

	public static WsgiServer start(Class<? extends OneLoop> configuration, String mode, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("wsgi.execution.mode=" + mode, "wsgi.mounts.application=/", "wsgi.mounts.hello=/hello"));
		all.addAll(List.of(properties));
		return new WsgiServer(configuration, all.toArray(String[]::new));
	}

	@Bean
	ReactorResourceFactory reactorResources() {
		ReactorResourceFactory factory = new ReactorResourceFactory();
		factory.setUseGlobalResources(false);
		factory.setLoopResourcesSupplier(() -> LoopResources.create("reactor-http", 1, true));
		factory.setShutdownQuietPeriod(Duration.ZERO);
		return factory;
	}

	@Bean
	Application hello() {
		return Contract.answering(Body.text("hello"));
	}

}
