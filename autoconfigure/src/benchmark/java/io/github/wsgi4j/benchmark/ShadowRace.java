package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * The latency of an application at half of the load that it can bear, with a shadow and
 * without: two servers, in turns.
 */
final class ShadowRace {

	private static final Contender ALONE = contender("alone", "WsgiApplication");

	private static final Contender SHADOWED = contender("shadowed", "ShadowedApplication",
			"--wsgi.shadows.application.application=successor");

	private ShadowRace() {
	}

	private static Contender contender(String name, String... arguments) {
		return new Contender(name, "io.github.wsgi4j.benchmark.server.SpringServer", List.of(arguments), 17,
				EnumSet.noneOf(Scenario.class));
	}

	static void run(Options options, Path files) throws IOException {
		try (ServerProcess alone = new ServerProcess(ALONE, options, files, 20);
				ServerProcess shadowed = new ServerProcess(SHADOWED, options, files, 20)) {
			for (Scenario scenario : List.of(Scenario.HELLO, Scenario.PAGE)) {
				compare(options, scenario, alone, shadowed);
			}
		}
	}

	private static void compare(Options options, Scenario scenario, ServerProcess alone, ServerProcess shadowed)
			throws IOException {
		for (int i = 0; i < options.warmups(); i++) {
			measure(options, scenario, shadowed, Double.POSITIVE_INFINITY);
			measure(options, scenario, alone, Double.POSITIVE_INFINITY);
		}
		double half = measure(options, scenario, alone, Double.POSITIVE_INFINITY).rate() / 2;
		List<Result> without = new ArrayList<>();
		List<Result> with = new ArrayList<>();
		for (int round = 0; round < options.rounds(); round++) {
			if (round % 2 == 0) {
				without.add(measure(options, scenario, alone, half));
			}
			with.add(measure(options, scenario, shadowed, half));
			if (round % 2 == 1) {
				without.add(measure(options, scenario, alone, half));
			}
		}
		System.out.printf(Locale.ROOT, "%n### shadow: %s at %,.0f requests a second%n%n", scenario.title(), half);
		System.out.println("| server | p50 ms | p99 ms | CPU µs/request |");
		System.out.println("| --- | ---: | ---: | ---: |");
		print(ALONE, without);
		print(SHADOWED, with);
		double[] ratios = new double[with.size()];
		Arrays.setAll(ratios, (round) -> with.get(round).p50() / without.get(round).p50());
		System.out.printf(Locale.ROOT, "%nThe p50 with a shadow to that without, in each round: %s; median %.2f%n",
				Arrays.stream(ratios).mapToObj((ratio) -> String.format(Locale.ROOT, "%.2f", ratio)).toList(),
				Report.median(ratios));
	}

	private static Result measure(Options options, Scenario scenario, ServerProcess server, double rate)
			throws IOException {
		try (Load load = new Load(scenario, server.port()).at(rate)) {
			Usage before = server.usage();
			Load.Outcome outcome = load.run(options.seconds());
			return Result.of(outcome, before, server.usage());
		}
	}

	private static void print(Contender contender, List<Result> rounds) {
		System.out.printf(Locale.ROOT, "| %s | %.3f | %.3f | %.1f |%n", contender.name(),
				Report.median(rounds, Result::p50), Report.median(rounds, Result::p99),
				Report.median(rounds, Result::cpu));
	}

}
