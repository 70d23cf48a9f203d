package io.github.wsgi4j.python.process;

import io.github.wsgi4j.python.PythonStartException;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Logs why processes do not start: once, since the next attempts fail in the same way
 * until something changes.
 */
final class StartFailures {

	private final Log log;

	private @Nullable String last;

	StartFailures(Log log) {
		this.log = log;
	}

	/** Logs a failure with what to do. */
	void log(PythonStartException failure) {
		String text = failure.getMessage() + "\n" + failure.action();
		if (text.equals(this.last)) {
			this.log.debug(text);
		}
		else {
			this.log.error(text);
			this.last = text;
		}
	}

	/** Begins anew, since what was wrong may have changed. */
	void forget() {
		this.last = null;
	}

}
