package io.github.wsgi4j.container.execution;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The time of processors for work that may be left out: as much as they have to spare,
 * and little of it while they are busy.
 */
public final class SpareTime {

	/** The share of the processors' time that the work may always have. */
	private static final double LITTLE = 0.01;

	/** It is never left out altogether, so that an end of the load is noticed. */
	private static final double LEAST = 0.002;

	private static final double GROWTH = 1.4;

	private static final long WINDOW_NANOS = 500_000_000;

	private final double maxLoad;

	private final DoubleSupplier load;

	private final LongSupplier clock;

	private final int processors;

	private final LongAdder used = new LongAdder();

	private final AtomicLong windowStart;

	private volatile double fraction = 1;

	/**
	 * Creates an instance.
	 * @param maxLoad the load above which the processors are busy, from 0.0 to 1.0
	 * @param load tells the load of all processors since it was last asked, from 0.0 to
	 * 1.0, or a negative number if it is not known
	 * @param clock tells the time in nanoseconds
	 * @param processors the number of processors
	 */
	public SpareTime(double maxLoad, DoubleSupplier load, LongSupplier clock, int processors) {
		this.maxLoad = maxLoad;
		this.load = load;
		this.clock = clock;
		this.processors = processors;
		this.windowStart = new AtomicLong(clock.getAsLong());
	}

	/**
	 * Tells whether there is time for one more piece of work. Of many that ask while the
	 * processors are busy, a few are told so.
	 * @return whether it is to be done
	 */
	public boolean isLeft() {
		double fraction = this.fraction;
		return fraction >= 1 || ThreadLocalRandom.current().nextDouble() < fraction;
	}

	/**
	 * Runs a piece of work on this thread.
	 * @param work the work
	 */
	public void run(Runnable work) {
		long start = this.clock.getAsLong();
		try {
			work.run();
		}
		finally {
			long now = this.clock.getAsLong();
			this.used.add(now - start);
			adapt(now);
		}
	}

	private void adapt(long now) {
		long start = this.windowStart.get();
		long elapsed = now - start;
		if (elapsed < WINDOW_NANOS || !this.windowStart.compareAndSet(start, now)) {
			return;
		}
		double share = this.used.sumThenReset() / (double) elapsed / this.processors;
		boolean busy = this.load.getAsDouble() > this.maxLoad;
		double factor = (busy && share > LITTLE) ? Math.max(0.5, LITTLE / share)
				: Math.pow(GROWTH, elapsed / (double) WINDOW_NANOS);
		this.fraction = Math.max(LEAST, Math.min(1, this.fraction * factor));
	}

}
