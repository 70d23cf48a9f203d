package io.github.wsgi4j.autoconfigure.diagnostics;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says which versions are compatible.
 */
final class SpringBootLineFailureAnalyzer extends AbstractFailureAnalyzer<SpringBootLineException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SpringBootLineException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Use Spring Boot " + cause.getLine() + ", or a version of the WSGI starter that is built for yours. "
						+ "To start anyway, set 'wsgi.compatibility-check=false'.",
				cause);
	}

}
