package io.github.wsgi4j.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.wsgi4j.recording.ShadowResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The results of a {@link Shadow}, by route. It keeps nothing of the requests, unless
 * there are to be examples; those are without the values of the headers that a
 * {@link Recorder} leaves out.
 */
public final class ShadowReport {

	static final String OTHER = "other";

	private static final int MOST_ROUTES = 200;

	private final String application;

	private final int mostExamples;

	private final Set<String> redacted = new HashSet<>(Recorder.SECRETS);

	private final Comparison comparison;

	private final Map<String, RouteCounts> routes = new TreeMap<>();

	private final Deque<Example> examples = new ArrayDeque<>();

	/**
	 * Creates a report.
	 * @param application the name of the shadow
	 * @param examples the number of examples to keep
	 * @param redacted the names of further headers whose values are left out of examples
	 * @param comparison tells the differences of examples
	 */
	public ShadowReport(String application, int examples, List<String> redacted, Comparison comparison) {
		this.application = application;
		this.mostExamples = examples;
		redacted.forEach((name) -> this.redacted.add(name.toLowerCase(Locale.ROOT)));
		this.comparison = comparison;
	}

	/**
	 * Adds a result.
	 * @param result the result
	 * @return whether it is the first of its outcome on its route
	 */
	public boolean add(ShadowResult result) {
		// It takes time, for which the threads of clients must not wait.
		Example example = example(result);
		synchronized (this) {
			boolean isKnown = this.routes.containsKey(result.route());
			String route = (isKnown || this.routes.size() < MOST_ROUTES) ? result.route() : OTHER;
			if (example != null) {
				if (this.examples.size() == this.mostExamples) {
					this.examples.removeFirst();
				}
				this.examples.addLast(example);
			}
			return this.routes.computeIfAbsent(route, (name) -> new RouteCounts()).add(result);
		}
	}

	private @Nullable Example example(ShadowResult result) {
		Recording primary = result.primary();
		Recording shadow = result.shadow();
		if (this.mostExamples == 0 || result.outcome() != Outcome.DIFFERED || primary == null || shadow == null) {
			return null;
		}
		return example(result.route(), primary.redacted(this.redacted), shadow.redacted(this.redacted));
	}

	private Example example(String route, Recording primary, Recording shadow) {
		return new Example(route, this.comparison.differences(primary, shadow).stream().map(Difference::text).toList(),
				RecordingFormat.lines(primary), RecordingFormat.lines(shadow));
	}

	/**
	 * Counts the results of an outcome.
	 * @param outcome the outcome
	 * @return the number of results on all routes
	 */
	public synchronized long count(Outcome outcome) {
		return this.routes.values().stream().mapToLong((counts) -> counts.of(outcome)).sum();
	}

	/**
	 * Returns the name of the shadow.
	 * @return the name
	 */
	public String getApplication() {
		return this.application;
	}

	/**
	 * Returns what is known of each route.
	 * @return the routes, by their names
	 */
	public synchronized List<Route> getRoutes() {
		return this.routes.entrySet().stream().map((entry) -> entry.getValue().report(entry.getKey())).toList();
	}

	/**
	 * Returns the last exchanges that differed.
	 * @return the examples, the oldest first
	 */
	public synchronized List<Example> getExamples() {
		return List.copyOf(this.examples);
	}

	/**
	 * The results of a route.
	 *
	 * @param route the method and the pattern or path
	 * @param compared the number of responses that were compared
	 * @param agreed the number of those that were the same
	 * @param differed the number of those that were not
	 * @param differences how often each part differed
	 * @param skipped the number of responses that had nothing to be compared with
	 * @param dropped the number of those that the shadow was not asked for
	 * @param failed the number of those that the shadow gave no answer for
	 */
	public record Route(String route, long compared, long agreed, long differed, Map<String, Long> differences,
			long skipped, long dropped, long failed) {

	}

	/**
	 * An exchange that differed.
	 *
	 * @param route the method and the pattern or path
	 * @param differences a sentence for each difference
	 * @param primary the lines of a {@link Recording} of what the client was answered
	 * @param shadow those of what the shadow answered
	 */
	public record Example(String route, List<String> differences, List<String> primary, List<String> shadow) {

	}

}
