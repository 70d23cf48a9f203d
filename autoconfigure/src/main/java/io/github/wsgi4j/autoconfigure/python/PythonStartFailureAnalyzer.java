package io.github.wsgi4j.autoconfigure.python;

import io.github.wsgi4j.python.PythonStartException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells why a Python application does not start, and what to write.
 */
final class PythonStartFailureAnalyzer extends AbstractFailureAnalyzer<PythonStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PythonStartException cause) {
		String name = cause.application();
		return new FailureAnalysis("The Python application '" + name + "' failed to start: "
				+ description(cause.reason()) + "\n\n" + cause.text().strip().indent(4).stripTrailing(), cause.action(),
				cause);
	}

	private static String description(PythonStartException.Reason reason) {
		return switch (reason) {
			case INTERPRETER -> "no Python interpreter was found, or it cannot be run.";
			case FILES -> "the files that it needs to run cannot be written.";
			case DIRECTORY -> "its directory cannot be used.";
			case IMPORT -> "Python failed to import it.";
			case CALLABLE -> "its callable cannot be used.";
			case NOT_FOUND -> "no callable was found.";
			case TIMEOUT -> "Python took too long to import it.";
			case PRELOAD -> "'preload' is on, but its processes cannot be forked.";
			case PLATFORM -> "this platform cannot run it.";
		};
	}

}
