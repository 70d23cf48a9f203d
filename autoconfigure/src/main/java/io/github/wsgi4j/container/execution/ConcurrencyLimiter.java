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
import io.github.wsgi4j.container.Step;
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

	private final Set<Step> running = new HashSet<>();

	private final Map<Step, Executor> waiting = new LinkedHashMap<>();

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
	public void start(Step step, Executor connection) {
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

	private synchronized boolean enter(Step step, Executor connection) {
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
	public void resume(Step step, Executor connection) {
		this.execution.resume(step, connection);
	}

	@Override
	public void cancel(Step step) {
		Executor connection = abandon(step);
		Throwable reason = (connection != null) ? proceed(step, connection) : null;
		if (reason != null) {
			step.refuse(reason);
		}
		this.execution.cancel(step);
	}

	private synchronized @Nullable Executor abandon(Step step) {
		return this.waiting.remove(step);
	}

	@Override
	public void release(Step step) {
		this.execution.release(step);
		leave(step);
	}

	/**
	 * Gives a place to the request that has waited longest. One that finds no thread has
	 * given it to the next before it is refused: all might be, too many for one stack.
	 */
	private void leave(Step step) {
		Map.Entry<Step, Executor> next = replace(step);
		while (next != null) {
			Step refused = next.getKey();
			Throwable reason = proceed(refused, next.getValue());
			if (reason == null) {
				return;
			}
			next = replace(refused);
			refused.refuse(reason);
		}
	}

	// One that was given up while it waited leaves no place.
	private synchronized Map.@Nullable Entry<Step, Executor> replace(Step step) {
		if (!this.running.remove(step) || this.waiting.isEmpty()) {
			return null;
		}
		Iterator<Map.Entry<Step, Executor>> entries = this.waiting.entrySet().iterator();
		Map.Entry<Step, Executor> next = Map.Entry.copyOf(entries.next());
		entries.remove();
		this.running.add(next.getKey());
		return next;
	}

	/** Returns why there is no thread, if there is none. */
	private @Nullable Throwable proceed(Step step, Executor connection) {
		try {
			this.execution.resume(step, connection);
			return null;
		}
		catch (RuntimeException | Error ex) {
			return ex;
		}
	}

	@Override
	public Map<String, Object> describe() {
		return this.execution.describe();
	}

}
