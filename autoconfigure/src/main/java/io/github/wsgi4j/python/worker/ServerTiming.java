package io.github.wsgi4j.python.worker;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.wsgi4j.Header;

/**
 * The times of a request until its head, for its client: the wait for a thread of Python,
 * Python's own until it has sent the head, and the rest, which is Java's.
 */
public final class ServerTiming {

	private final long called = System.nanoTime();

	private volatile long asked;

	private volatile long sent;

	private volatile long answered;

	/** The request waits for a thread from now on. */
	void asked() {
		this.asked = System.nanoTime();
	}

	/** A thread has it. Not for the first time if the process before was gone. */
	void sent() {
		this.sent = System.nanoTime();
	}

	/** The head is here. */
	void answered() {
		this.answered = System.nanoTime();
	}

	/** Returns the headers with one more, which ends the time of Java. */
	List<Header> addTo(List<Header> headers) {
		long queue = this.sent - this.asked;
		long python = this.answered - this.sent;
		long java = System.nanoTime() - this.called - queue - python;
		List<Header> more = new ArrayList<>(headers);
		more.add(Header.of("Server-Timing",
				"queue;dur=" + millis(queue) + ", python;dur=" + millis(python) + ", java;dur=" + millis(java)));
		return more;
	}

	private static String millis(long nanos) {
		return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3).toPlainString();
	}

}
