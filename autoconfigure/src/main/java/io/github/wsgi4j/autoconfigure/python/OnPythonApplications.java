package io.github.wsgi4j.autoconfigure.python;

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
 * Matches where a Python application is configured.
 */
final class OnPythonApplications extends SpringBootCondition {

	private static final ConfigurationPropertyName APPLICATIONS = ConfigurationPropertyName
		.of(WsgiPythonProperties.NAME);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Python Applications");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(APPLICATIONS) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match(message.foundExactly(WsgiPythonProperties.NAME));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind(WsgiPythonProperties.NAME).atAll());
	}

}
