package io.github.wsgi4j.autoconfigure.diagnostics;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Names the property whose value is refused, the place where it is set, and the values
 * that it may have. Comes before Spring Boot's analyzer of the failure to bind.
 */
@Order(0)
final class RefusedValueFailureAnalyzer extends AbstractFailureAnalyzer<RefusedValueException> {

	private final @Nullable Environment environment;

	RefusedValueFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RefusedValueException cause) {
		String name = cause.getProperty();
		ConfigurationProperty set = WrittenProperties.find(this.environment,
				ConfigurationPropertyName.adapt(name, '.'));
		// As it is written: a duration would be PT-1S.
		Object value = (set != null) ? set.getValue() : cause.getValue();
		String description = (value != null) ? "The property '" + name + "' has the value '" + value + "'"
				+ WrittenProperties.origin(set) + ", which is refused." : "The property '" + name + "' is not set.";
		return new FailureAnalysis(description + " It must be " + cause.getRange() + ".",
				"Set '" + name + "' to " + cause.getRange() + defaultOf(name) + ".", cause);
	}

	private static String defaultOf(String name) {
		return PropertyMetadata.read(RefusedValueFailureAnalyzer.class.getClassLoader())
			.stream()
			.filter((property) -> property.name().equals(name))
			.flatMap((property) -> Optional.ofNullable(property.defaultValue()).stream())
			.map((value) -> ", or remove it: the default is '" + value + "'")
			.findFirst()
			.orElse("");
	}

}
