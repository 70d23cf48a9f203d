package io.github.wsgi4j.autoconfigure.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.wsgi4j.Body;
import io.github.wsgi4j.autoconfigure.diagnostics.MisconfigurationException;
import io.github.wsgi4j.test.WsgiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Paths as they are written in YAML, through Spring Boot's binder.
 */
class StaticPathsTests {

	private static final String PREFIX = "wsgi.python.applications.shop";

	@TempDir
	private Path folder;

	@ParameterizedTest
	@CsvSource(textBlock = """
			/static,          /static
			static,           /static
			/static/,         /static
			"[/static]",      /static
			"[/static/img]",  /static/img
			"[static/img]",   /static/img
			/static-2.0,      /static-2.0
			/Static,          /Static
			""", quoteCharacter = '|')
	void keyOfYaml(String key, String path) throws IOException {
		assertThat(get(key, path + "/a.txt")).isEqualTo("file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/static/img", "static/img", "/static/img/" })
	void keyThatLosesASlash(String key) {
		assertThatExceptionOfType(MisconfigurationException.class).isThrownBy(() -> get(key, "/static/img/a.txt"))
			.withMessageContaining("'/static/img'");
	}

	@Test
	void keyThatIsWrittenNowhere() throws IOException {
		StaticPaths paths = new StaticPaths(PREFIX, new StandardEnvironment());
		assertThat(get(paths, Map.of("static", "."), "/static/a.txt")).isEqualTo("file");
	}

	private String get(String key, String target) throws IOException {
		String yaml = PREFIX + ".static-paths:\n  " + key + ": .\n";
		StandardEnvironment environment = new StandardEnvironment();
		new YamlPropertySourceLoader().load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		ConfigurationPropertySources.attach(environment);
		Map<String, String> bound = Binder.get(environment)
			.bind(PREFIX + ".static-paths", Bindable.mapOf(String.class, String.class))
			.get();
		return get(new StaticPaths(PREFIX, environment), bound, target);
	}

	private String get(StaticPaths paths, Map<String, String> folders, String target) throws IOException {
		Files.writeString(this.folder.resolve("a.txt"), "file");
		return WsgiClient.of(paths.below(this.folder, folders).wrap((environ, startResponse) -> {
			startResponse.call("404 Not Found", List.of());
			return Body.empty();
		})).get(target).send().text();
	}

}
