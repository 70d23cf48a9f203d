package io.github.wsgi4j.autoconfigure.shadow;

import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.wsgi4j.recording.Difference;
import io.github.wsgi4j.recording.ShadowReport;
import io.github.wsgi4j.recording.ShadowResult;
import io.github.wsgi4j.recording.ShadowResult.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Counts the results of a shadow, and logs those that somebody has to look at: the first
 * of a route as a warning. No values are logged, since they may be secret.
 *
 * @param primary the name of the application that has answered
 * @param report counts the results
 */
record ShadowLog(String primary, ShadowReport report) implements Consumer<ShadowResult> {

	private static final Log logger = LogFactory.getLog("wsgi.shadow");

	@Override
	public void accept(ShadowResult result) {
		boolean first = this.report.add(result);
		if (result.outcome() == Outcome.DIFFERED || result.outcome() == Outcome.FAILED) {
			if (first) {
				logger.warn(text(result) + ". Further results of this kind on the same route are logged at DEBUG",
						result.failure());
			}
			else {
				logger.debug(text(result), result.failure());
			}
		}
		else if (logger.isTraceEnabled()) {
			logger.trace(result.outcome() + " " + result.route() + " " + result.reason());
		}
	}

	private String text(ShadowResult result) {
		String what = (result.outcome() == Outcome.FAILED) ? "has failed: " + result.reason() : "differs in "
				+ result.differences().stream().map(Difference::subject).distinct().collect(Collectors.joining(", "));
		return "The shadow '" + this.report.getApplication() + "' of '" + this.primary + "' " + what + ". The "
				+ "request was " + result.route();
	}

}
