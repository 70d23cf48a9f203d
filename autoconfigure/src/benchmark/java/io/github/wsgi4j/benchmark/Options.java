package io.github.wsgi4j.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of the benchmark.
 *
 * @param scenarios the names of the scenarios
 * @param contenders the names of the contenders, or none for all
 * @param bases the names of the contenders that the others are compared with
 * @param rounds the rounds that count
 * @param warmups the rounds that do not count
 * @param seconds how long a contender is loaded in a round
 * @param streams the number of idle streams
 * @param mebibytes the size of a generator and a file
 * @param jvm further options of the servers' JVMs
 */
record Options(List<String> scenarios, List<String> contenders, List<String> bases, int rounds, int warmups,
		double seconds, int streams, int mebibytes, List<String> jvm) {

	static Options parse(String[] args) {
		Map<String, String> values = Arrays.stream(args)
			.map((arg) -> arg.split("=", 2))
			.filter((pair) -> pair.length == 2 && !pair[1].isBlank())
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1]));
		return new Options(list(values.getOrDefault("scenarios", "all")), list(values.getOrDefault("contenders", "")),
				list(values.getOrDefault("bases", "functional,webhandler,raw,helidon")),
				Integer.parseInt(values.getOrDefault("rounds", "5")),
				Integer.parseInt(values.getOrDefault("warmups", "3")),
				Double.parseDouble(values.getOrDefault("seconds", "4")),
				Integer.parseInt(values.getOrDefault("streams", "10000")),
				Integer.getInteger("benchmark.mebibytes", 1024), list(values.getOrDefault("jvm", "")));
	}

	boolean wants(String scenario) {
		return this.scenarios.contains("all") || this.scenarios.contains(scenario);
	}

	boolean wants(Contender contender) {
		return wantsContender(contender.name());
	}

	boolean wantsContender(String name) {
		return this.contenders.isEmpty() || this.contenders.contains(name);
	}

	private static List<String> list(String value) {
		return Stream.of(value.split("[, ]")).map(String::strip).filter((name) -> !name.isEmpty()).toList();
	}

}
