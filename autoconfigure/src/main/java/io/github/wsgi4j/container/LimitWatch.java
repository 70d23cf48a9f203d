package io.github.wsgi4j.container;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Looks over all responses under way from time to time. That is cheaper than a timer for
 * each, and a limit is noticed a tenth of the shortest one late, or a second at most.
 */
public final class LimitWatch implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LimitWatch.class);

	private static final long MIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Set<ResponseWatch> responses = ConcurrentHashMap.newKeySet();

	private volatile long intervalNanos = MAX_NANOS;

	private volatile boolean closed;

	private @Nullable Thread thread;

	/**
	 * Creates a watch, which has no thread yet.
	 */
	public LimitWatch() {
	}

	/**
	 * Watches often enough for certain limits from now on.
	 */
	synchronized void include(Limits limits) {
		include(limits.responseTimeout());
		include(limits.writeTimeout());
	}

	private void include(Duration limit) {
		if (limit.isZero() || this.closed) {
			return;
		}
		this.intervalNanos = Math.min(this.intervalNanos, Math.max(MIN_NANOS, limit.toNanos() / 10));
		if (this.thread == null) {
			this.thread = new Thread(this::watch, "wsgi-limits");
			this.thread.setDaemon(true);
			this.thread.start();
		}
		LockSupport.unpark(this.thread);
	}

	void add(ResponseWatch response) {
		this.responses.add(response);
	}

	void remove(ResponseWatch response) {
		this.responses.remove(response);
	}

	/**
	 * How many responses are watched now.
	 */
	int size() {
		return this.responses.size();
	}

	private void watch() {
		while (!this.closed) {
			LockSupport.parkNanos(this, this.intervalNanos);
			this.responses.forEach(LimitWatch::check);
		}
	}

	private static void check(ResponseWatch response) {
		try {
			response.check();
		}
		catch (RuntimeException ex) {
			logger.error("A response could not be held to its limits", ex);
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

}
