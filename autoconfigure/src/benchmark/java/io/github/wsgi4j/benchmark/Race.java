package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One scenario: all contenders are up, and are loaded in turns.
 */
final class Race implements AutoCloseable {

	private final Map<String, List<Result>> results = new LinkedHashMap<>();

	private final Map<String, String> heads = new LinkedHashMap<>();

	private final List<ServerProcess> servers = new ArrayList<>();

	private final Scenario scenario;

	private final Options options;

	Race(Scenario scenario, Options options, Path files) {
		this.scenario = scenario;
		this.options = options;
		for (Contender contender : Contender.all()) {
			if (options.wants(contender) && contender.scenarios().contains(scenario)) {
				start(contender, files);
			}
		}
	}

	private void start(Contender contender, Path files) {
		try {
			if (!contender.runsHere()) {
				throw new IOException("It needs Java " + contender.release());
			}
			this.servers.add(new ServerProcess(contender, this.options, files, this.scenario.threads()));
			this.results.put(contender.name(), new ArrayList<>());
		}
		catch (IOException ex) {
			Report.leftOut(contender, ex);
		}
	}

	Report run() {
		for (int round = -this.options.warmups(); round < this.options.rounds(); round++) {
			// Whoever is first one time is last the next.
			for (int i = 0; i < this.servers.size(); i++) {
				run(this.servers.get((round % 2 == 0) ? i : this.servers.size() - 1 - i), round);
			}
			this.servers.removeIf((server) -> !this.results.containsKey(server.contender().name()));
		}
		return new Report(this.scenario, this.options, this.results, this.heads);
	}

	private void run(ServerProcess server, int round) {
		String name = server.contender().name();
		try (Load load = new Load(this.scenario, server.port())) {
			Usage before = server.usage();
			Load.Outcome outcome = load.run(this.options.seconds());
			Result result = Result.of(outcome, before, server.usage());
			System.out.printf("%s %d %s: %s%n", this.scenario.title(), round, name, result);
			this.heads.put(name, outcome.head());
			if (round >= 0) {
				this.results.get(name).add(result);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			this.results.remove(name);
			server.close();
			Report.leftOut(server.contender(), ex);
		}
	}

	@Override
	public void close() {
		this.servers.forEach(ServerProcess::close);
	}

}
