package io.github.wsgi4j.recording;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The settings of a {@link Shadow}.
 *
 * @param selected whether the request of an environ is of interest
 * @param sample the fraction of these requests that the shadow is asked, from 0.0 to 1.0
 * @param spareTime whether there is time to ask the shadow now
 * @param maxBody the largest body of a request or a response that is compared, in bytes
 * @param maxConcurrent the most calls of the shadow at the same time; as many wait
 * @param timeout the time for a call of the shadow, its body included
 * @param comparison compares the responses
 * @param shared the variables of an environ that are neither text, number nor boolean,
 * and that both applications may use
 * @param errors makes the {@code wsgi.errors} of a call of the shadow
 */
public record ShadowSettings(Predicate<Map<String, Object>> selected, double sample, BooleanSupplier spareTime,
		int maxBody, int maxConcurrent, Duration timeout, Comparison comparison, Set<String> shared,
		Supplier<PrintWriter> errors) {

	/**
	 * The most calls that are under way or waiting.
	 */
	long most() {
		return 2L * this.maxConcurrent;
	}

	/**
	 * Memory for both bodies of as many exchanges.
	 */
	Memory memory() {
		return new Memory(2 * most() * (this.maxBody + 1024L));
	}

}
