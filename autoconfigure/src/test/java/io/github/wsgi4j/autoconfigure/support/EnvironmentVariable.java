package io.github.wsgi4j.autoconfigure.support;

import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * An environment variable of an application.
 *
 * @param name the name of the variable
 * @param value its value
 */
public record EnvironmentVariable(String name,
		String value) implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		// Only a source of such a name is read as one of environment variables.
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", Map.of(this.name, this.value)));
	}

}
