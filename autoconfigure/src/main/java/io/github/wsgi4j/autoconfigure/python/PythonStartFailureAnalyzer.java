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
		return new FailureAnalysis(
				"The Python application '" + name + "' does not start: " + description(cause.reason()) + "\n\n"
						+ cause.text().strip().indent(4).stripTrailing(),
				action(cause.reason(), WsgiPythonProperties.NAME + "." + name), cause);
	}

	private static String description(PythonStartException.Reason reason) {
		return switch (reason) {
			case INTERPRETER -> "no Python interpreter was found, or it cannot be run.";
			case DIRECTORY -> "its directory cannot be used.";
			case IMPORT -> "Python failed to import it.";
			case CALLABLE -> "its callable cannot be used.";
			case NOT_FOUND -> "no callable was found.";
			case TIMEOUT -> "Python took too long to import it.";
			case PLATFORM -> "this platform cannot run it.";
		};
	}

	private static String action(PythonStartException.Reason reason, String prefix) {
		return switch (reason) {
			case INTERPRETER -> "Set '" + prefix + ".interpreter' to a virtual environment or an interpreter of "
					+ "Python 3.8 or later, or create an environment in the directory of the application: "
					+ "python3 -m venv .venv";
			case DIRECTORY -> "Set '" + prefix + ".directory' to the directory of the application. A relative path "
					+ "starts at the working directory of the JVM.";
			case IMPORT -> "Correct what the traceback shows. If a module is missing, install it into the environment "
					+ "of '" + prefix + ".interpreter', or set that property to the environment which has it.";
			case CALLABLE -> "Set '" + prefix + ".callable' to module:attribute, as in shop.wsgi:application, or to "
					+ "module:factory(), as in shop:create_app().";
			case NOT_FOUND -> "Set '" + prefix + ".callable' to module:attribute, as in shop.wsgi:application, and "
					+ "check '" + prefix + ".directory'.";
			case TIMEOUT ->
				"Find out what the import waits for, or give it more time with '" + prefix + ".startup-timeout'.";
			case PLATFORM -> "Run the application on Linux or macOS, or remove the properties below '" + prefix
					+ "'. To start without it, set '" + prefix + ".startup' to 'optional'.";
		};
	}

}
