package io.github.wsgi4j.autoconfigure;

import io.github.wsgi4j.Application;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where there is an {@link Application} bean, and where there is none but a mount
 * that asks for one: the start then fails and says so.
 */
final class OnApplicationOrMounts extends AnyNestedCondition {

	OnApplicationOrMounts() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnBean(Application.class)
	static final class OnApplication {

	}

	@Conditional(OnMountsCondition.class)
	static final class OnMounts {

	}

	static final class OnMountsCondition extends SpringBootCondition {

		private static final ConfigurationPropertyName MOUNTS = ConfigurationPropertyName.of("wsgi.mounts");

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionMessage.Builder message = ConditionMessage.forCondition("WSGI Mounts");
			return isConfigured(context) ? ConditionOutcome.match(message.foundExactly("wsgi.mounts"))
					: ConditionOutcome.noMatch(message.didNotFind("wsgi.mounts").atAll());
		}

		private static boolean isConfigured(ConditionContext context) {
			for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
				if (source.containsDescendantOf(MOUNTS) == ConfigurationPropertyState.PRESENT) {
					return true;
				}
			}
			return false;
		}

	}

}
