package com.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.wsgi4j.autoconfigure.fastcgi.WsgiFastCgiProperties;
import io.github.wsgi4j.autoconfigure.python.WsgiPythonProperties;
import io.github.wsgi4j.autoconfigure.shadow.WsgiShadowProperties.ShadowProperties;
import io.github.wsgi4j.autoconfigure.support.Documentation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * README.md and the pages of docs name what there is: their Java stands in the sources
 * beside this class, which are compiled.
 */
class DocumentationTests {

	@Test
	void theJavaIsCompiled() throws IOException {
		String sources = sources();
		assertThat(Documentation.blocks("java")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(sources).contains(withoutBlanks(snippet)));
	}

	@Test
	void theYamlCanBeRead() {
		assertThat(Documentation.blocks("yaml")).isNotEmpty()
			.allSatisfy((snippet) -> assertThat(new Yaml().loadAll(snippet)).isNotEmpty());
	}

	@Test
	void thePropertiesOfApplicationsElsewhereExist() {
		assertThat(Documentation.blocks("yaml").stream().filter(Documentation::isConfiguration)).isNotEmpty()
			.allSatisfy((snippet) -> {
				MapConfigurationPropertySource source = new MapConfigurationPropertySource();
				for (String property : Documentation.properties(snippet)) {
					String[] parts = property.split("=", 2);
					source.put(parts[0], parts[1]);
				}
				Binder binder = new Binder(source);
				binder.bind("wsgi.python", Bindable.of(WsgiPythonProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
				binder.bind("wsgi.fastcgi", Bindable.of(WsgiFastCgiProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
				binder.bind("wsgi.shadows", Bindable.mapOf(String.class, ShadowProperties.class),
						new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
			});
	}

	@ParameterizedTest
	@MethodSource("io.github.wsgi4j.autoconfigure.support.Documentation#pages")
	void itsLinksLeadSomewhere(Path page) {
		List<String> links = Documentation.find("\\]\\((?!https?:)([^)]+)\\)", Documentation.read(page)).toList();
		assertThat(links).isNotEmpty().allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
			assertThat(target).exists();
			if (parts.length == 2) {
				assertThat(headings(target)).contains(parts[1]);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("io.github.wsgi4j.autoconfigure.support.Documentation#docs")
	void aPageOpensWithWhatItAnswersAndTheReadmeLeadsToIt(Path page) {
		assertThat(Documentation.read(page).lines().limit(3)).last().asString().startsWith("This page ");
		assertThat(Documentation.read(Documentation.README)).contains("](docs/" + page.getFileName() + ")");
	}

	// As GitHub makes anchors of them.
	private static Stream<String> headings(Path page) {
		return Documentation.find("(?m)^#+ (.+)$", Documentation.read(page))
			.map((heading) -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
	}

	private static String sources() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/test/java/com/example"))) {
			StringBuilder sources = new StringBuilder();
			for (Path file : files.toList()) {
				sources.append(withoutBlanks(Files.readString(file)));
			}
			return sources.toString();
		}
	}

	private static String withoutBlanks(String text) {
		return text.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", "", "\n"));
	}

}
