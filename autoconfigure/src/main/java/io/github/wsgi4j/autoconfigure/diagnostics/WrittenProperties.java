package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.Objects;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Properties as the user has written them, and where.
 */
public final class WrittenProperties {

	private WrittenProperties() {
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
	 * Whether a property below a name is set, or a value where the group belongs.
	 * @param orUnlisted whether also if a source cannot tell what it has below the name
	 */
	public static boolean isGroupSet(Environment environment, ConfigurationPropertyName name, boolean orUnlisted) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationPropertyState below = source.containsDescendantOf(name);
			ConfigurationProperty own = source.getConfigurationProperty(name);
			if (below == ConfigurationPropertyState.PRESENT
					|| (orUnlisted && below == ConfigurationPropertyState.UNKNOWN)
					|| (own != null && !own.getValue().toString().isEmpty())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the place of a property in brackets, behind a blank, or nothing if that is
	 * not known.
	 */
	static String origin(@Nullable ConfigurationProperty property) {
		return (property != null && property.getOrigin() != null) ? " (" + property.getOrigin() + ")" : "";
	}

}
