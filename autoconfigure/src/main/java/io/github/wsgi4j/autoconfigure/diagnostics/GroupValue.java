package io.github.wsgi4j.autoconfigure.diagnostics;

import java.lang.reflect.RecordComponent;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * A value that stands where a group of properties belongs. Binding refuses it without
 * saying what to write, or overlooks it where other properties of the group are set.
 */
final class GroupValue {

	private GroupValue() {
	}

	static boolean isGroup(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		return raw == Map.class || raw.isRecord();
	}

	/**
	 * Throws the exception if a group has a value. An empty one is what YAML has for a
	 * name with nothing below it; a placeholder may stand for one, too.
	 */
	static void refuse(@Nullable ConfigurationProperty property, ResolvableType type, Environment environment) {
		if (property != null && !environment.resolvePlaceholders(property.getValue().toString()).isBlank()) {
			throw refusal(property, type);
		}
	}

	static MisconfigurationException refusal(ConfigurationProperty property, ResolvableType type) {
		return new MisconfigurationException(
				"The property '" + property.getName() + "' has the value '" + property.getValue() + "'"
						+ WrittenProperties.origin(property)
						+ ", but it is a group of properties, and has no value of its own.",
				"Remove the value, and set properties below the group, such as '"
						+ example(property.getName().toString(), type) + "'.");
	}

	private static String example(String name, ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		if (raw == Map.class) {
			return example(name + ".<name>", type.getGeneric(1));
		}
		if (raw.isRecord()) {
			RecordComponent first = raw.getRecordComponents()[0];
			return example(name + "." + DataObjectPropertyName.toDashedForm(first.getName()),
					ResolvableType.forMethodReturnType(first.getAccessor()));
		}
		return name;
	}

}
