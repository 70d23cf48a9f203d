package io.github.wsgi4j.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.wsgi4j.benchmark.server.Content;

/**
 * Runs the benchmark and prints its tables.
 */
public final class Benchmark {

	private Benchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args options as {@code name=value}
	 * @throws IOException if it cannot be run
	 */
	public static void main(String[] args) throws IOException {
		Options options = Options.parse(args);
		System.out.printf("%n%s, %s, %d processors; %d rounds of %s s%n", System.getProperty("java.vendor.version"),
				Runtime.version(), Runtime.getRuntime().availableProcessors(), options.rounds(), options.seconds());
		if (options.wants("parts")) {
			Parts.run(options);
		}
		if (options.wants("growth")) {
			Growth.run();
		}
		Path files = Files.createTempDirectory("wsgi-benchmark");
		try {
			createFile(files.resolve(Content.FILE));
			for (Scenario scenario : Scenario.values()) {
				if (options.wants(scenario.title())) {
					run(scenario, options, files);
				}
			}
			if (options.scenarios().contains("python")) {
				PythonRace.run(options);
			}
			if (options.scenarios().contains("fastcgi")) {
				PythonRace.runFastCgi(options);
			}
			if (options.wants("shadow")) {
				ShadowRace.run(options, files);
			}
			if (options.wants("idle")) {
				IdleStreams.run(options, files);
			}
			if (options.wants("slow")) {
				SlowReaders.run(options, files);
			}
		}
		finally {
			Files.deleteIfExists(files.resolve(Content.FILE));
			Files.delete(files);
		}
	}

	private static void run(Scenario scenario, Options options, Path files) {
		try (Race race = new Race(scenario, options, files)) {
			Report report = race.run();
			report.print();
			report.printHeads();
		}
	}

	private static void createFile(Path path) throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
			file.setLength(Content.GENERATED_SIZE);
		}
	}

}
