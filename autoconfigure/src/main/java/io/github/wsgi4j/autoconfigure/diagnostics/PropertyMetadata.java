package io.github.wsgi4j.autoconfigure.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.json.JsonParserFactory;

/**
 * A property in the metadata that the jars carry: also of a class that this application
 * does not use.
 */
record PropertyMetadata(String name, boolean hasChildren, @Nullable String defaultValue) {

	static final String LOCATION = "META-INF/spring-configuration-metadata.json";

	/**
	 * Reads the properties below {@code wsgi}.
	 */
	static List<PropertyMetadata> read(ClassLoader classLoader) {
		String prefix = KnownProperties.ROOT + ".";
		List<PropertyMetadata> all = new ArrayList<>();
		try {
			for (URL url : Collections.list(classLoader.getResources(LOCATION))) {
				try (InputStream stream = url.openStream()) {
					String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
					// Most jars have none, and parsing takes time.
					if (json.contains('"' + prefix)) {
						all.addAll(parse(json));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		all.removeIf((property) -> !property.name.startsWith(prefix));
		return all;
	}

	private static List<PropertyMetadata> parse(String json) {
		return (JsonParserFactory.getJsonParser().parseMap(json).get("properties") instanceof List<?> properties)
				? properties.stream().map((property) -> of((Map<?, ?>) property)).toList() : List.of();
	}

	private static PropertyMetadata of(Map<?, ?> property) {
		return new PropertyMetadata(String.valueOf(property.get("name")),
				String.valueOf(property.get("type")).startsWith("java.util."),
				Objects.toString(property.get("defaultValue"), null));
	}

	/**
	 * Returns the name of the property, or of the entry of a map that has the key of
	 * another.
	 */
	String withKeyOf(ConfigurationPropertyName other) {
		int elements = ConfigurationPropertyName.of(this.name).getNumberOfElements();
		boolean isBelow = this.hasChildren && elements < other.getNumberOfElements();
		return isBelow ? this.name + other.toString().substring(other.chop(elements).toString().length()) : this.name;
	}

	boolean isAncestorOf(ConfigurationPropertyName other) {
		return this.hasChildren && ConfigurationPropertyName.of(this.name).isAncestorOf(other);
	}

}
