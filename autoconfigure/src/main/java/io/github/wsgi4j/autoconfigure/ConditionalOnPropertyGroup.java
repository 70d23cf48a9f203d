package io.github.wsgi4j.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.wsgi4j.autoconfigure.diagnostics.WrittenProperties;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where a property of a group is set.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Conditional(ConditionalOnPropertyGroup.OnPropertyGroup.class)
public @interface ConditionalOnPropertyGroup {

	/**
	 * The name of the group.
	 */
	String value();

	/**
	 * Whether it also matches where a source of properties cannot list what it has. No
	 * map is bound out of such a source, but all else is.
	 */
	boolean orUnlisted() default false;

	/**
	 * The condition of the annotation.
	 */
	final class OnPropertyGroup extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			MergedAnnotation<ConditionalOnPropertyGroup> annotation = metadata.getAnnotations()
				.get(ConditionalOnPropertyGroup.class);
			String group = annotation.getString(MergedAnnotation.VALUE);
			ConditionMessage.Builder message = ConditionMessage.forCondition(ConditionalOnPropertyGroup.class);
			return WrittenProperties.isGroupSet(context.getEnvironment(), ConfigurationPropertyName.of(group),
					annotation.getBoolean("orUnlisted")) ? ConditionOutcome.match(message.foundExactly(group))
							: ConditionOutcome.noMatch(message.didNotFind("property").items(group));
		}

	}

}
