package io.github.wsgi4j.python.process;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStatus;
import io.github.wsgi4j.python.WorkerDescription;
import org.jspecify.annotations.Nullable;

/**
 * A process with what the supervisor knows about it. All is changed by the supervisor's
 * thread alone, except for what counts requests, and tells of those that are interrupted.
 */
final class Member {

	final int number;

	final Seat seat;

	final WorkerProcess process;

	/** The process that has forked it, if any. */
	final @Nullable Member template;

	final AtomicLong requests = new AtomicLong();

	/** The requests that have been interrupted and have not ended yet. */
	final Set<Request> interrupted = ConcurrentHashMap.newKeySet();

	volatile ProcessState state = ProcessState.STARTING;

	volatile @Nullable WorkerControl control;

	volatile @Nullable WorkerDescription description;

	/** Why it did not start, or null if it does not tell. */
	final CompletableFuture<@Nullable PythonStartException> failure = new CompletableFuture<>();

	/** Whether it was told to end. */
	volatile boolean told;

	/** Whether it is looked at again after a kill. */
	volatile boolean killed;

	/** The number of requests after which it is replaced, or 0. */
	final long limit;

	private final long started = System.nanoTime();

	Member(int number, Seat seat, WorkerProcess process, @Nullable Member template, int requests) {
		this.number = number;
		this.seat = seat;
		this.process = process;
		this.template = template;
		// Processes that have started together must not end together.
		this.limit = (long) requests + ((requests < 10) ? 0 : ThreadLocalRandom.current().nextInt(requests / 10));
	}

	/** Changes the state; returns whether it is another one now. */
	boolean on(ProcessState.Event event) {
		ProcessState before = this.state;
		this.state = before.on(event);
		return this.state != before;
	}

	Duration age() {
		return Duration.ofNanos(System.nanoTime() - this.started);
	}

	PythonStatus.Worker status() {
		return new PythonStatus.Worker(this.number, this.process.pid(), this.state.name(), age(), this.requests.get(),
				ResidentMemory.of(this.process.pid()), this.description);
	}

	@Override
	public String toString() {
		return "Process " + this.number + " (pid " + this.process.pid() + ")";
	}

	record Request(int slot, int id) {

	}

}
