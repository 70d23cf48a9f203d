package io.github.wsgi4j.autoconfigure.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * README.md and the pages of docs, with the blocks of code in them.
 */
public final class Documentation {

	public static final Path README = Path.of("../README.md");

	public static final Path DOCS = Path.of("../docs");

	private Documentation() {
	}

	/**
	 * Returns all pages.
	 */
	public static List<Path> pages() {
		return Stream.concat(Stream.of(README, Path.of("../CONTRIBUTING.md"), Path.of("../demo/README.md")), docs())
			.toList();
	}

	/**
	 * Returns the pages of docs.
	 */
	public static Stream<Path> docs() {
		try (Stream<Path> files = Files.list(DOCS)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static String read(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the blocks of a language in a page.
	 */
	public static List<String> blocks(Path page, String language) {
		return find("(?s)```" + language + "\\n(.*?)```", read(page)).toList();
	}

	/**
	 * Returns the blocks of a language in all pages.
	 */
	public static List<String> blocks(String language) {
		return pages().stream().flatMap((page) -> blocks(page, language).stream()).toList();
	}

	/**
	 * Returns the first group of each match.
	 */
	public static Stream<String> find(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((MatchResult result) -> result.group(1));
	}

	/**
	 * Returns the properties of a block of YAML, as {@code name=value}.
	 */
	public static List<String> properties(String yaml) {
		YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
		factory.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return factory.getObject()
			.entrySet()
			.stream()
			.map((property) -> property.getKey() + "=" + property.getValue())
			.toList();
	}

	public static boolean isConfiguration(String yaml) {
		return new Yaml().loadAll(yaml).iterator().next() instanceof Map<?, ?> map && map.containsKey("wsgi");
	}

}
