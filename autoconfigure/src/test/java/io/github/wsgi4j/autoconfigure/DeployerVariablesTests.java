package io.github.wsgi4j.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	@Test
	void namesOfTheSameLettersAreTwo() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test", Map.of("wsgi.environ.MY_NAME", "a", "wsgi.environ.my.name", "b")));
		assertThat(variables(environment)).containsOnly(Map.entry("MY_NAME", "a"), Map.entry("my.name", "b"));
	}

	@Test
	void environmentVariableComesBeforeAFile() {
		StandardEnvironment environment = withVariable("WSGI_ENVIRON_MY_NAME");
		environment.getPropertySources()
			.addLast(new MapPropertySource("test", Map.of("wsgi.environ.MY_NAME", "of the file")));
		assertThat(variables(environment)).containsOnly(Map.entry("MY_NAME", "value"));
	}

	@ParameterizedTest
	@CsvSource({
			"wsgi.python.applications.my-shop.environment-variables,"
					+ "WSGI_PYTHON_APPLICATIONS_MYSHOP_ENVIRONMENTVARIABLES_SECRET_KEY",
			"wsgi.fastcgi.applications.shop.parameters, WSGI_FASTCGI_APPLICATIONS_SHOP_PARAMETERS_SECRET_KEY" })
	void namesOfOneApplicationStayAsTheyAre(String property, String variable) {
		assertThat(variables(property, withVariable(variable))).containsOnly(Map.entry("SECRET_KEY", "value"));
	}

	@Test
	void environmentVariableOfAnApplicationComesBetweenAFileAndAnArgument() {
		String property = "wsgi.python.applications.shop.environment-variables";
		StandardEnvironment environment = withVariable("WSGI_PYTHON_APPLICATIONS_SHOP_ENVIRONMENTVARIABLES_SECRET_KEY");
		String name = property + ".SECRET_KEY";
		environment.getPropertySources().addLast(new MapPropertySource("file", Map.of(name, "of the file")));
		assertThat(variables(property, environment)).containsOnly(Map.entry("SECRET_KEY", "value"));
		environment.getPropertySources().addFirst(new MapPropertySource("argument", Map.of(name, "of the argument")));
		assertThat(variables(property, environment)).containsOnly(Map.entry("SECRET_KEY", "of the argument"));
	}

	private static StandardEnvironment withVariable(String name) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, "value")));
		return environment;
	}

	private static Map<String, String> variables(StandardEnvironment environment) {
		return variables("wsgi.environ", environment);
	}

	private static Map<String, String> variables(String property, StandardEnvironment environment) {
		Map<String, String> bound = Binder.get(environment)
			.bind(property, Bindable.mapOf(String.class, String.class))
			.orElse(Map.of());
		return DeployerVariables.of(property, bound, environment);
	}

}
