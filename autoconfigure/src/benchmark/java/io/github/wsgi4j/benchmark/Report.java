package io.github.wsgi4j.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table of one scenario, in Markdown.
 */
record Report(Scenario scenario, Options options, Map<String, List<Result>> results, Map<String, String> heads) {

	static void leftOut(Contender contender, Exception reason) {
		System.out.println("Without " + contender.name() + ": " + reason.getMessage());
	}

	void print() {
		List<String> bases = this.options.bases().stream().filter(this.results::containsKey).toList();
		System.out.printf(Locale.ROOT, "%n### %s%n%n", this.scenario.title());
		System.out.println("| contender | requests/s | p50 ms | p99 ms | CPU µs/request | heap bytes/request | "
				+ bases.stream().map((base) -> "rate, CPU to " + base + " | ").collect(Collectors.joining()).strip());
		System.out.println("| --- |" + " ---: |".repeat(5 + bases.size()));
		this.results.forEach((name, rounds) -> System.out.printf(Locale.ROOT, "| %s | %,.0f | %.2f | %.2f | %,.1f | %,.0f | %s%n",
				name, median(rounds, Result::rate), median(rounds, Result::p50), median(rounds, Result::p99),
				median(rounds, Result::cpu), median(rounds, Result::allocated),
				bases.stream().map((base) -> ratios(rounds, this.results.get(base))).collect(Collectors.joining()).strip()));
	}

	void printHeads() {
		this.heads.forEach((name, head) -> System.out.printf("%n%s %s:%n%s", this.scenario.title(), name,
				head.replace("\r", "").replaceAll("\n\n$", "\n")));
	}

	// Of each round by itself: what disturbs one round disturbs both.
	private static String ratios(List<Result> rounds, List<Result> base) {
		return String.format(Locale.ROOT, "%.2f, %.2f | ", ratio(rounds, base, Result::rate),
				ratio(rounds, base, Result::cpu));
	}

	private static double ratio(List<Result> rounds, List<Result> base, ToDoubleFunction<Result> figure) {
		return median(IntStream.range(0, rounds.size())
			.mapToDouble((round) -> figure.applyAsDouble(rounds.get(round)) / figure.applyAsDouble(base.get(round)))
			.toArray());
	}

	static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
		return median(rounds.stream().mapToDouble(figure).toArray());
	}

	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
