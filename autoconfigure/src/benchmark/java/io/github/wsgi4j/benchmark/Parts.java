package io.github.wsgi4j.benchmark;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The benchmarks of the parts, in nanoseconds and bytes of one operation.
 */
final class Parts {

	private Parts() {
	}

	static void run(Options options) {
		TimeValue time = TimeValue.milliseconds((long) (options.seconds() * 1000));
		try {
			new Runner(new OptionsBuilder().include("io\\.github\\.wsgi4j\\..*")
				.addProfiler(GCProfiler.class)
				.forks(1)
				.warmupIterations(options.warmups())
				.warmupTime(time)
				.measurementIterations(options.rounds())
				.measurementTime(time)
				.build()).run();
		}
		catch (RunnerException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
