package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.wsgi4j.benchmark.server.Content;

/**
 * A Flask application on this project and on the servers that people have for it. All are
 * up, and are loaded in turns.
 */
final class PythonRace {

	private static final long MEBIBYTE = 1024 * 1024;

	private static final int SLOW = 1000;

	private static final Path APPLICATION = Path.of("src/benchmark/python").toAbsolutePath();

	private static final String FILE = "file.bin";

	/** The server that the others are compared with. */
	private static final String BASE = "nginx";

	private final Options options;

	private final List<PythonContender.Running> servers = new ArrayList<>();

	/** The requests that the servers are warm for: the compiler of a JVM needs long. */
	private final Set<String> warm = new HashSet<>();

	private PythonRace(Options options) {
		this.options = options;
	}

	static void run(Options options) throws IOException {
		inFolder(options, (race, work) -> {
			for (int threads : new int[] { 4, 1 }) {
				race.run(work, PythonContender.all(work, APPLICATION, threads), () -> {
					race.hello("2 x " + threads + " threads", 32);
					race.hello("2 x " + threads + " threads", 64);
					race.items("2 x " + threads + " threads");
					if (threads == 1) {
						race.streams();
						race.measureBesideSlowClients();
					}
				});
			}
		});
	}

	/**
	 * The same application behind FastCGI.
	 */
	static void runFastCgi(Options options) throws IOException {
		inFolder(options, (race, work) -> race.run(work, PythonContender.fastCgi(work, APPLICATION), () -> {
			race.hello("2 processes of uWSGI", 32);
			race.streams();
		}));
	}

	private static void inFolder(Options options, BiConsumer<PythonRace, Path> action) throws IOException {
		Path work = Files.createTempDirectory("wsgi-python");
		try {
			try (RandomAccessFile content = new RandomAccessFile(work.resolve(FILE).toFile(), "rw")) {
				content.setLength(64 * MEBIBYTE);
			}
			action.accept(new PythonRace(options), work);
		}
		finally {
			try (Stream<Path> left = Files.walk(work)) {
				left.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
			}
		}
	}

	private void run(Path work, List<PythonContender> contenders, Runnable measurements) {
		try {
			for (PythonContender contender : contenders) {
				if (this.options.wantsContender(contender.name())) {
					start(contender, work);
				}
			}
			measurements.run();
		}
		finally {
			this.servers.forEach(PythonContender.Running::close);
			this.servers.clear();
			this.warm.clear();
		}
	}

	private void start(PythonContender contender, Path work) {
		try {
			this.servers.add(contender.start(work, work.resolve(FILE)));
		}
		catch (IOException ex) {
			System.out.println("Without " + contender.name() + ": " + ex.getMessage());
		}
	}

	private void hello(String title, int connections) {
		measure("hello, " + title + ", " + connections + " connections", connections, Requests.get("/hello"), 0, 13);
	}

	/** A page as applications have them: a query and a template. */
	private void items(String title) {
		measure("items, " + title + ", 32 connections", 32, Requests.get("/items"), 0, 2176);
	}

	private void streams() {
		measure("generator, 64 MiB", 1, Requests.get("/generator"), 0, 64 * MEBIBYTE);
		measure("file, 64 MiB", 1, Requests.get("/file"), 0, 64 * MEBIBYTE);
		measure("upload, 64 MiB", 1, Requests.upload("/upload"), Content.UPLOAD_SIZE, 8);
	}

	private void measure(String title, int connections, String request, long uploads, long length) {
		Map<String, List<Figures>> figures = new LinkedHashMap<>();
		int warmups = this.warm.add(request) ? this.options.warmups() : 0;
		for (int round = -warmups; round < this.options.rounds(); round++) {
			for (int i = 0; i < this.servers.size(); i++) {
				PythonContender.Running server = this.servers
					.get((round % 2 == 0) ? i : this.servers.size() - 1 - i);
				List<Figures> rounds = figures.computeIfAbsent(server.contender().name(), (name) -> new ArrayList<>());
				try (Load load = new Load(connections, request.getBytes(StandardCharsets.US_ASCII), uploads, length,
						server.port())) {
					Figures result = measure(server, load);
					if (round >= 0) {
						rounds.add(result);
					}
				}
				catch (IOException | UncheckedIOException ex) {
					System.out.println(title + " without a round of " + server.contender().name() + ": " + ex.getMessage());
				}
			}
		}
		print(title, figures);
	}

	private void measureBesideSlowClients() {
		System.out.printf("%n### python: hello beside %,d slow clients of a page of 1 MiB, 2 x 1 threads%n%n", SLOW);
		System.out.println("| server | requests/s alone | beside them | ratio |");
		System.out.println("| --- | ---: | ---: | ---: |");
		for (PythonContender.Running server : this.servers) {
			List<Figures> alone = new ArrayList<>();
			List<Figures> beside = new ArrayList<>();
			try {
				hello(server);
				for (int round = 0; round < this.options.rounds(); round++) {
					alone.add(hello(server));
					try (SlowClients clients = new SlowClients(server.port(), SLOW, Requests.get("/page"))) {
						beside.add(hello(server));
					}
				}
				double before = Report.median(alone, Figures::rate);
				double rate = Report.median(beside, Figures::rate);
				System.out.printf(Locale.ROOT, "| %s | %,.1f | %,.1f | %.2f |%n", server.contender().name(), before,
						rate, rate / before);
			}
			catch (IOException | UncheckedIOException ex) {
				System.out.printf("| %s | | stands still: %s | |%n", server.contender().name(), ex.getMessage());
			}
		}
	}

	private Figures hello(PythonContender.Running server) throws IOException {
		try (Load load = new Load(32, Requests.get("/hello").getBytes(StandardCharsets.US_ASCII), 0, 13,
				server.port())) {
			return measure(server, load);
		}
	}

	private Figures measure(PythonContender.Running server, Load load) throws IOException {
		long all = server.nanos();
		long front = server.frontNanos();
		Load.Outcome outcome = load.run(this.options.seconds());
		double requests = outcome.latencies().getTotalCount();
		return new Figures(requests * 1e9 / outcome.nanos(), (server.nanos() - all) / 1e3 / requests,
				(server.frontNanos() - front) / 1e3 / requests, outcome.latencies().getValueAtPercentile(99) / 1e6);
	}

	private static void print(String title, Map<String, List<Figures>> figures) {
		System.out.printf("%n### python: %s%n%n", title);
		System.out.println("| server | requests/s | p99 ms | CPU µs/request | of it before Python | rate, CPU, front to "
				+ BASE + " |");
		System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
		List<Figures> base = figures.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith(BASE))
			.findFirst()
			.map(Map.Entry::getValue)
			.orElse(List.of());
		figures.forEach((name, rounds) -> {
			if (!rounds.isEmpty()) {
				System.out.printf(Locale.ROOT, "| %s | %,.1f | %.2f | %,.1f | %,.1f | %s |%n", name,
						Report.median(rounds, Figures::rate), Report.median(rounds, Figures::p99), Report.median(rounds, Figures::cpu),
						Report.median(rounds, Figures::front), (base.isEmpty()) ? "" : String.format(Locale.ROOT, "%.2f, %.2f, %.2f",
								Report.median(rounds, Figures::rate) / Report.median(base, Figures::rate),
								Report.median(rounds, Figures::cpu) / Report.median(base, Figures::cpu),
								Report.median(rounds, Figures::front) / Report.median(base, Figures::front)));
			}
		});
	}

	private record Figures(double rate, double cpu, double front, double p99) {

	}

}
