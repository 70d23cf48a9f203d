package io.github.wsgi4j.container.response;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.wsgi4j.container.ApplicationLimits;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks over all responses under way from time to time. That is cheaper than a timer for
 * each, and a limit is noticed a tenth of the shortest one late, or a second at most. The
 * thread that looks ends when there has been none for a while.
 */
public final class TimeoutMonitor implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(TimeoutMonitor.class);

	private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final WatchList responses = new WatchList();

	private final long idleNanos;

	private volatile long intervalNanos = MAX_NANOS;

	private volatile boolean closed;

	private volatile @Nullable Thread thread;

	/**
	 * Creates a watch, which has no thread yet.
	 */
	public TimeoutMonitor() {
		this(Duration.ofSeconds(10));
	}

	/**
	 * Creates a watch, which has no thread yet.
	 * @param idle how long its thread waits for a response
	 */
	TimeoutMonitor(Duration idle) {
		this.idleNanos = idle.toNanos();
	}

	/**
	 * Watches often enough for certain limits from now on.
	 */
	public synchronized void include(ApplicationLimits limits) {
		include(limits.responseTimeout());
		include(limits.writeTimeout());
	}

	private void include(Duration limit) {
		if (!limit.isZero()) {
			this.intervalNanos = Math.min(this.intervalNanos, Math.max(MIN_NANOS, limit.toNanos() / 10));
			LockSupport.unpark(this.thread);
		}
	}

	void add(Monitored response) {
		this.responses.add(response);
		if (this.thread == null) {
			start();
		}
	}

	private synchronized void start() {
		if (this.thread == null && !this.closed) {
			Thread thread = new Thread(this::watch, "wsgi-limits");
			thread.setDaemon(true);
			thread.start();
			this.thread = thread;
		}
	}

	void remove(Monitored response) {
		this.responses.remove(response);
	}

	/**
	 * The number of responses that are watched now.
	 */
	int size() {
		return this.responses.size();
	}

	/**
	 * The thread that looks at them, or {@code null} if none is needed.
	 */
	@Nullable Thread thread() {
		return this.thread;
	}

	private void watch() {
		long seen = System.nanoTime();
		boolean wanted = true;
		while (wanted && !this.closed) {
			LockSupport.parkNanos(this, this.intervalNanos);
			this.responses.forEach(TimeoutMonitor::check);
			if (!isIdle()) {
				seen = System.nanoTime();
			}
			wanted = System.nanoTime() - seen <= this.idleNanos || !leave();
		}
	}

	private synchronized boolean leave() {
		Thread thread = this.thread;
		this.thread = null;
		// One that was added before that has not started another thread.
		if (!isIdle()) {
			this.thread = thread;
		}
		return this.thread == null;
	}

	private boolean isIdle() {
		return this.responses.size() == 0;
	}

	private static void check(Monitored response) {
		try {
			response.check();
		}
		catch (RuntimeException | Error ex) {
			logger.error("The time limits of a response could not be checked", ex);
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
		this.thread = null;
	}

}
