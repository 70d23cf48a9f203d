package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class DeployerVariablesTests {

	@Test
	void namesOfPropertiesStayAsTheyAre() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("wsgi.environ.MY_NAME", "a", "wsgi.environ.other", "b", "wsgi.environ.[x-y]", "c")));
		assertThat(variables(environment)).containsOnly(Map.entry("MY_NAME", "a"), Map.entry("other", "b"),
				Map.entry("x-y", "c"));
	}

	@Test
	void namesOfEnvironmentVariablesStayAsTheyAre() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("WSGI_ENVIRON_DJANGO_SETTINGS_MODULE", "blog.settings")));
		assertThat(variables(environment)).containsOnly(Map.entry("DJANGO_SETTINGS_MODULE", "blog.settings"));
	}

	private static Map<String, String> variables(StandardEnvironment environment) {
		Map<String, String> bound = Binder.get(environment)
			.bind("wsgi.environ", Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		return DeployerVariables.of(bound, environment);
	}

}
