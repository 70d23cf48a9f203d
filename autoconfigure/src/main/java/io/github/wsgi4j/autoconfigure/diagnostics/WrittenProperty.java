package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.Objects;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/**
 * A property as the user has written it, and where.
 */
final class WrittenProperty {

	private WrittenProperty() {
	}

	/**
	 * Returns the property that counts, or {@code null} if it is not set.
	 */
	static @Nullable ConfigurationProperty find(@Nullable Environment environment, ConfigurationPropertyName name) {
		if (environment == null) {
			return null;
		}
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the place of a property in brackets, behind a blank, or nothing if that is
	 * not known.
	 */
	static String origin(@Nullable ConfigurationProperty property) {
		return (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
	}

}
