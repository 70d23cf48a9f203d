package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration that stops the start when an unknown property is set below {@code
 * wsgi}. It does not depend on applications: a misspelled property may be the reason that
 * there are none.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "wsgi.enabled", matchIfMissing = true)
@ImportRuntimeHints(WsgiPropertiesAutoConfiguration.Hints.class)
public final class WsgiPropertiesAutoConfiguration {

	WsgiPropertiesAutoConfiguration() {
	}

	@Bean
	static PropertyVerifier wsgiPropertyVerifier(Environment environment) {
		return new PropertyVerifier(environment);
	}

	static final class Hints implements RuntimeHintsRegistrar {

		@Override
		public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
			hints.resources().registerPattern(PropertyMetadata.LOCATION);
		}

	}

}
