package io.github.wsgi4j.python.worker;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a slot, the first come first, but for those that may go
 * before since they wait on the slot's own event loop: they need no way between threads.
 *
 * @param <R> the type of the requests
 */
final class WaitingRequests<R> {

	/** The times in a row that the first may be passed over. */
	private static final int MOST_PASSED = 8;

	/** The number of requests that are looked at. */
	private static final int MOST_SEEN = 8;

	private final Queue<Waiting<R>> waiting = new ArrayDeque<>();

	private int passed;

	/**
	 * Adds a request that comes on the current thread.
	 */
	void add(R request) {
		this.waiting.add(new Waiting<>(request, Thread.currentThread()));
	}

	boolean remove(R request) {
		return this.waiting.removeIf((waiting) -> waiting.request().equals(request));
	}

	int size() {
		return this.waiting.size();
	}

	/**
	 * Takes the request that a slot is to run next.
	 * @param loop the slot's
	 */
	@Nullable R next(EventLoop loop) {
		Waiting<R> first = this.waiting.peek();
		if (first == null) {
			return null;
		}
		if (!loop.inEventLoop(first.thread()) && this.passed < MOST_PASSED) {
			Iterator<Waiting<R>> all = this.waiting.iterator();
			for (int i = 0; i < MOST_SEEN && all.hasNext(); i++) {
				Waiting<R> other = all.next();
				if (loop.inEventLoop(other.thread())) {
					all.remove();
					this.passed++;
					return other.request();
				}
			}
		}
		this.passed = 0;
		this.waiting.remove();
		return first.request();
	}

	/**
	 * Takes all of them.
	 */
	List<R> clear() {
		List<R> all = this.waiting.stream().map(Waiting::request).toList();
		this.waiting.clear();
		return all;
	}

	private record Waiting<R>(R request, Thread thread) {

	}

}
