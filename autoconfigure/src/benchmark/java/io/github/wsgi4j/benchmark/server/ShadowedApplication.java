package io.github.wsgi4j.benchmark.server;

import io.github.wsgi4j.Application;

import org.springframework.context.annotation.Bean;

/**
 * An application of this project beside its successor, which gives the same answers.
 */
class ShadowedApplication extends WsgiApplication {

	@Bean
	Application successor() {
		return application();
	}

}
