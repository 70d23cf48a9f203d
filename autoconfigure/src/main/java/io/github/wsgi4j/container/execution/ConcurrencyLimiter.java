package io.github.wsgi4j.container.execution;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.wsgi4j.container.ApplicationLimits;
import io.github.wsgi4j.container.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more requests of an application be under way than it may have. Some others
 * wait, the first to come the first to go on, and hold no thread. A request is known by
 * its step.
 */
public final class ConcurrencyLimiter implements Execution {

	private final Execution execution;

	private final int maxRequests;

	private final int maxQueue;

	private final Set<Runnable> running = new HashSet<>();

	private final Map<Runnable, Executor> waiting = new LinkedHashMap<>();

	private ConcurrencyLimiter(Execution execution, ApplicationLimits limits) {
		this.execution = execution;
		this.maxRequests = limits.maxRequests();
		this.maxQueue = limits.maxQueue();
	}

	/**
	 * The same execution, within the limits.
	 */
	public static Execution of(Execution execution, ApplicationLimits limits) {
		return (limits.maxRequests() > 0) ? new ConcurrencyLimiter(execution, limits) : execution;
	}

	@Override
	public void start(Runnable step, Executor connection) {
		if (enter(step, connection)) {
			try {
				this.execution.start(step, connection);
			}
			catch (RuntimeException | Error ex) {
				leave(step);
				throw ex;
			}
		}
	}

	private synchronized boolean enter(Runnable step, Executor connection) {
		if (this.running.size() < this.maxRequests) {
			return this.running.add(step);
		}
		if (this.waiting.size() >= this.maxQueue) {
			throw new RejectedExecutionException(
					this.running.size() + " requests are running and " + this.waiting.size() + " are waiting");
		}
		this.waiting.put(step, connection);
		return false;
	}

	@Override
	public void resume(Runnable step, Executor connection) {
		this.execution.resume(step, connection);
	}

	@Override
	public void cancel(Runnable step) {
		Executor connection = abandon(step);
		if (connection != null) {
			proceed(step, connection);
		}
		this.execution.cancel(step);
	}

	private synchronized @Nullable Executor abandon(Runnable step) {
		return this.waiting.remove(step);
	}

	@Override
	public void release(Runnable step) {
		this.execution.release(step);
		leave(step);
	}

	/** Gives a place to the request that has waited longest. */
	private void leave(Runnable step) {
		Map.Entry<Runnable, Executor> next = replace(step);
		if (next != null) {
			proceed(next.getKey(), next.getValue());
		}
	}

	// One that was given up while it waited leaves no place.
	private synchronized Map.@Nullable Entry<Runnable, Executor> replace(Runnable step) {
		if (!this.running.remove(step) || this.waiting.isEmpty()) {
			return null;
		}
		Iterator<Map.Entry<Runnable, Executor>> entries = this.waiting.entrySet().iterator();
		Map.Entry<Runnable, Executor> next = Map.Entry.copyOf(entries.next());
		entries.remove();
		this.running.add(next.getKey());
		return next;
	}

	private void proceed(Runnable step, Executor connection) {
		try {
			this.execution.resume(step, connection);
		}
		catch (RuntimeException | Error ex) {
			// After a shutdown what is left is to close the body. Without a thread of its
			// own it has this one, or nobody would give its place to the next.
			step.run();
		}
	}

	@Override
	public Map<String, Object> describe() {
		return this.execution.describe();
	}

}
