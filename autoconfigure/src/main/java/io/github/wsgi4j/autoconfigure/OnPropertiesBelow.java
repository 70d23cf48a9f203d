package io.github.wsgi4j.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where a property is set below a name.
 */
public abstract class OnPropertiesBelow extends SpringBootCondition {

	private final String name;

	protected OnPropertiesBelow(String name) {
		this.name = name;
	}

	@Override
	public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(this.name);
		ConditionMessage.Builder message = ConditionMessage.forCondition("WSGI Properties");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match(message.foundExactly(this.name));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind(this.name).atAll());
	}

}
