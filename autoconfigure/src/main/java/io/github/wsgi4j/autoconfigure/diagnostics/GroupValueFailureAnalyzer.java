package io.github.wsgi4j.autoconfigure.diagnostics;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.core.env.Environment;

/**
 * Says what to write below a group of properties that has a value. The properties of
 * applications are bound before {@link PropertyVerifier} sees them. Comes before Spring
 * Boot's analyzer of the failure to bind.
 */
@Order(0)
final class GroupValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final @Nullable Environment environment;

	GroupValueFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		if (!(cause.getCause() instanceof ConverterNotFoundException)
				|| !KnownProperties.ROOT.isAncestorOf(cause.getName())
				|| !GroupValue.isGroup(cause.getTarget().getType())) {
			return null;
		}
		ConfigurationProperty written = WrittenProperties.find(this.environment, cause.getName());
		if (written == null) {
			return null;
		}
		MisconfigurationException refusal = GroupValue.refusal(written, cause.getTarget().getType());
		return new FailureAnalysis(refusal.getMessage(), refusal.getAction(), cause);
	}

}
