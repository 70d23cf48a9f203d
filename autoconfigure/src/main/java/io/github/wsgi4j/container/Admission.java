package io.github.wsgi4j.container;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * Lets no more requests of an application be under way than it may have. Some others
 * wait, the first to come the first to go on, and hold no thread.
 */
final class Admission {

	private final int maxRequests;

	private final int maxQueue;

	private final Set<Ticket> waiting = new LinkedHashSet<>();

	private int running;

	private Admission(Limits limits) {
		this.maxRequests = limits.maxRequests();
		this.maxQueue = limits.maxQueue();
	}

	/**
	 * What keeps the limits.
	 * @return the admission, or {@code null} if any number may be under way
	 */
	static @Nullable Admission of(Limits limits) {
		return (limits.maxRequests() > 0) ? new Admission(limits) : null;
	}

	/**
	 * A place for a request, which is yet to be taken.
	 * @param execution where the request runs when it has it
	 */
	Ticket ticket(Execution execution) {
		return new Ticket(this, execution);
	}

	/**
	 * Takes a place now or later.
	 * @return whether it was taken now
	 * @throws RejectedExecutionException if too many wait already
	 */
	synchronized boolean enter(Ticket ticket) {
		if (this.running < this.maxRequests) {
			this.running++;
			return true;
		}
		if (this.waiting.size() >= this.maxQueue) {
			throw new RejectedExecutionException(
					this.running + " requests are under way and " + this.waiting.size() + " wait");
		}
		this.waiting.add(ticket);
		return false;
	}

	/**
	 * Waits no longer.
	 * @return whether the ticket has waited
	 */
	synchronized boolean abandon(Ticket ticket) {
		return this.waiting.remove(ticket);
	}

	/**
	 * Gives a place back, or to the one that has waited longest.
	 */
	void leave() {
		Ticket next = next();
		if (next != null) {
			next.proceed();
		}
	}

	private synchronized @Nullable Ticket next() {
		if (this.waiting.isEmpty()) {
			this.running--;
			return null;
		}
		Ticket next = this.waiting.iterator().next();
		this.waiting.remove(next);
		return next;
	}

}
