package io.github.wsgi4j.python.process;

import org.jspecify.annotations.Nullable;

/**
 * A place for a process: the one that serves, and the one that starts to take its place.
 */
final class Seat {

	final Backoff backoff = new Backoff();

	@Nullable Member serving;

	@Nullable Member starting;

	boolean isEmpty() {
		return this.serving == null && this.starting == null;
	}

	/** The member gives up its place, if it has one. */
	void leave(Member member) {
		if (this.serving == member) {
			this.serving = null;
		}
		if (this.starting == member) {
			this.starting = null;
		}
	}

}
