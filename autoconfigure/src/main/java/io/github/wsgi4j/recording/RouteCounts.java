package io.github.wsgi4j.recording;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

import io.github.wsgi4j.recording.ShadowResult.Outcome;

/**
 * The counts of one route of a {@link ShadowReport}.
 */
final class RouteCounts {

	/** More than a route has; an application that makes up headers fills no memory. */
	private static final int MOST_SUBJECTS = 50;

	private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);

	private final Map<String, Long> differences = new TreeMap<>();

	/**
	 * Counts a result.
	 * @return whether it is the first of its outcome
	 */
	boolean add(ShadowResult result) {
		for (Difference difference : result.differences()) {
			boolean isNew = !this.differences.containsKey(difference.subject());
			String subject = (isNew && this.differences.size() >= MOST_SUBJECTS) ? ShadowReport.OTHER
					: difference.subject();
			this.differences.merge(subject, 1L, Long::sum);
		}
		return this.outcomes.merge(result.outcome(), 1L, Long::sum) == 1;
	}

	long of(Outcome outcome) {
		return this.outcomes.getOrDefault(outcome, 0L);
	}

	ShadowReport.Route report(String route) {
		return new ShadowReport.Route(route, of(Outcome.AGREED) + of(Outcome.DIFFERED), of(Outcome.AGREED),
				of(Outcome.DIFFERED), new TreeMap<>(this.differences), of(Outcome.SKIPPED), of(Outcome.DROPPED),
				of(Outcome.FAILED));
	}

}
