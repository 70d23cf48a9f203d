package io.github.wsgi4j.autoconfigure.gateway;

import io.github.wsgi4j.autoconfigure.diagnostics.ApplicationKind;

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
 * Matches where an application of a kind is configured.
 */
public abstract class OnConfiguredApplications extends SpringBootCondition {

	private final ApplicationKind kind;

	protected OnConfiguredApplications(ApplicationKind kind) {
		this.kind = kind;
	}

	@Override
	public final ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		String property = this.kind.property();
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		ConditionMessage.Builder message = ConditionMessage.forCondition(this.kind.title() + " Applications");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return ConditionOutcome.match(message.foundExactly(property));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind(property).atAll());
	}

}
