package io.github.wsgi4j.python.process;

import java.time.Duration;

/**
 * Delays the replacement of a process that dies again and again: none for the first
 * death, then 100 ms, doubled up to 30 s. A process that has lived for a minute starts
 * the count anew.
 */
final class Backoff {

	static final Duration FIRST = Duration.ofMillis(100);

	static final Duration LONGEST = Duration.ofSeconds(30);

	static final Duration HEALTHY = Duration.ofMinutes(1);

	private Duration next = Duration.ZERO;

	/** Returns the delay after the death of a process that has lived for a while. */
	Duration died(Duration age) {
		Duration delay = (age.compareTo(HEALTHY) >= 0) ? Duration.ZERO : this.next;
		Duration doubled = delay.isZero() ? FIRST : delay.multipliedBy(2);
		this.next = (doubled.compareTo(LONGEST) > 0) ? LONGEST : doubled;
		return delay;
	}

}
