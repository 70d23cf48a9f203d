package io.github.wsgi4j.container.execution;

import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.container.Execution;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The record of an application that runs on event loops: whether it holds them up.
 */
final class LoopApplication {

	private static final Log logger = LogFactory.getLog(LoopApplication.class);

	private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

	private final String name;

	private final EventLoopLimits limits;

	private final long maxHoldNanos;

	private final Execution fallback;

	private long windowStart;

	private int holds;

	private volatile boolean demoted;

	LoopApplication(String name, EventLoopLimits limits, Execution fallback) {
		this.name = name;
		this.limits = limits;
		this.maxHoldNanos = limits.maxHold().toNanos();
		this.fallback = fallback;
	}

	String name() {
		return this.name;
	}

	/**
	 * The executor of the application when it may not run on event loops.
	 */
	Execution fallback() {
		return this.fallback;
	}

	/**
	 * Whether the application has held the loops too often.
	 */
	boolean isDemoted() {
		return this.demoted;
	}

	/**
	 * Takes note of a time for which the application had the loop.
	 */
	void ran(long nanos) {
		if (nanos > this.maxHoldNanos && this.limits.demoteAfter() > 0) {
			held();
		}
	}

	private synchronized void held() {
		long now = System.nanoTime();
		if (this.holds == 0 || now - this.windowStart > WINDOW_NANOS) {
			this.windowStart = now;
			this.holds = 0;
		}
		this.holds++;
		if (this.holds >= this.limits.demoteAfter() && !this.demoted) {
			this.demoted = true;
			logger.warn("The application '" + this.name + "' has held an event loop for more than "
					+ this.limits.maxHold().toMillis() + " ms " + this.holds
					+ " times within a minute; from now on it runs in the mode '" + this.fallback.describe().get("mode")
					+ "'");
		}
	}

}
