package io.github.wsgi4j.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what to write so that each application has a mount.
 */
final class MountFailureAnalyzer extends AbstractFailureAnalyzer<MountException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MountException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
