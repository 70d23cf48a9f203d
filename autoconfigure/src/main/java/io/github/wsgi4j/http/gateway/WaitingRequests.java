package io.github.wsgi4j.http.gateway;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a place, the first come first, but for those that may go
 * before since they wait on the place's own thread: they need no way between threads.
 *
 * @param <R> the type of the requests
 */
public final class WaitingRequests<R> {

	/** The times in a row that the first may be passed over. */
	private static final int MOST_PASSED = 8;

	/** The number of requests that are looked at. */
	private static final int MOST_SEEN = 8;

	private final Queue<Waiting<R>> waiting = new ArrayDeque<>();

	private final int most;

	private int passed;

	/**
	 * Creates a queue that is empty.
	 * @param most the requests with which it is full
	 */
	public WaitingRequests(int most) {
		this.most = most;
	}

	/**
	 * Adds a request that comes on the current thread.
	 */
	public void add(R request) {
		this.waiting.add(new Waiting<>(request, Thread.currentThread()));
	}

	public boolean remove(R request) {
		return this.waiting.removeIf((waiting) -> waiting.request().equals(request));
	}

	public int size() {
		return this.waiting.size();
	}

	/**
	 * Whether a request that has not waited before is to be refused.
	 */
	public boolean isFull() {
		return this.waiting.size() >= this.most;
	}

	/**
	 * Takes the request that a place is to have next, if there is any for it.
	 * @param own whether a thread is the place's
	 * @param suitable whether a request can have the place
	 */
	public @Nullable R next(Predicate<Thread> own, Predicate<R> suitable) {
		Waiting<R> first = null;
		int seen = 0;
		Iterator<Waiting<R>> all = this.waiting.iterator();
		while (all.hasNext() && (first == null || seen < MOST_SEEN)) {
			Waiting<R> waiting = all.next();
			seen++;
			if (!suitable.test(waiting.request())) {
				continue;
			}
			first = (first != null) ? first : waiting;
			if (own.test(waiting.thread()) || this.passed >= MOST_PASSED) {
				all.remove();
				this.passed = waiting.equals(first) ? 0 : this.passed + 1;
				return waiting.request();
			}
		}
		this.passed = 0;
		if (first == null) {
			return null;
		}
		this.waiting.remove(first);
		return first.request();
	}

	/**
	 * Takes all of them.
	 */
	public List<R> clear() {
		List<R> all = this.waiting.stream().map(Waiting::request).toList();
		this.waiting.clear();
		return all;
	}

	private record Waiting<R>(R request, Thread thread) {

	}

}
