package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/**
 * Reads the CORS configuration of WebFlux, which only its own mappings are given.
 */
final class CorsMappings extends CorsRegistry {

	private CorsMappings() {
	}

	static Map<String, CorsConfiguration> of(ObjectProvider<WebFluxConfigurer> configurers) {
		CorsMappings mappings = new CorsMappings();
		configurers.orderedStream().forEach((configurer) -> configurer.addCorsMappings(mappings));
		return mappings.getCorsConfigurations();
	}

}
