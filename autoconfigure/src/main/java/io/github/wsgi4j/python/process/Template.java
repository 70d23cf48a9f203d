package io.github.wsgi4j.python.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.wsgi4j.python.PythonStartException;
import io.github.wsgi4j.python.PythonStartException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The process that has imported the application and forks the others, and the seats that
 * wait for it. Runs in the supervisor's thread alone.
 */
final class Template {

	private static final Duration FORK = Duration.ofSeconds(10);

	/** The template's own. Those before it are in none, and end after their forks. */
	final Seat seat = new Seat();

	private final Crew crew;

	private final Set<Seat> waiting = new LinkedHashSet<>();

	Template(Crew crew) {
		this.crew = crew;
	}

	/** Starts a process for the seat as soon as the application is imported. */
	void fork(Seat seat) {
		Member template = this.seat.serving;
		if (template != null) {
			this.crew.begin(seat, template, (number) -> fork(template, number));
			return;
		}
		this.waiting.add(seat);
		if (this.seat.isEmpty()) {
			this.crew.start(this.seat);
		}
	}

	// It is in its loop, or dead: this takes milliseconds.
	private WorkerProcess fork(Member template, int number) {
		WorkerControl control = template.control;
		try {
			if (control == null) {
				throw new NoSuchElementException("It has no connection");
			}
			this.crew.spawner.program();
			return template.process.forked(control.fork(number).get(FORK.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw notForked(ex);
		}
		// The last where the system has no thread that waits for the end of the fork.
		catch (ExecutionException | TimeoutException | NoSuchElementException | OutOfMemoryError ex) {
			this.crew.kill(template);
			throw notForked(ex);
		}
	}

	private PythonStartException notForked(Throwable cause) {
		return new PythonStartException(this.crew.settings.name(), Reason.PRELOAD,
				"its template process failed to fork: " + cause);
	}

	/** The application is imported. */
	void ready(Member template) {
		this.seat.starting = null;
		this.seat.serving = template;
		this.crew.log.info(template + " has imported the application for the others");
		List<Seat> seats = List.copyOf(this.waiting);
		this.waiting.clear();
		seats.forEach(this::fork);
	}

	/** Returns the seats that have waited for a template that could not start. */
	List<Seat> refuse() {
		List<Seat> seats = List.copyOf(this.waiting);
		this.waiting.clear();
		return seats;
	}

	/** Lets the next process come of a new import. */
	void renew() {
		Member starting = this.seat.starting;
		Member serving = this.seat.serving;
		if (starting != null) {
			this.crew.retire(starting);
		}
		if (serving != null) {
			this.crew.retire(serving);
		}
		if (!this.waiting.isEmpty()) {
			this.crew.start(this.seat);
		}
	}

	/** Replaces the forks of a template that is gone: nobody would tell how they end. */
	@SuppressWarnings("FutureReturnValueIgnored") // a failure is in the log
	void orphaned(Member template) {
		for (Member member : List.copyOf(this.crew.members.values())) {
			if (member.template == template && member.seat.serving == member) {
				this.crew.rollout.replace(member.seat);
			}
		}
	}

	boolean has(@Nullable Member member) {
		return member != null && member.seat == this.seat;
	}

}
