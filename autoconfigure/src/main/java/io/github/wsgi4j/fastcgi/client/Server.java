package io.github.wsgi4j.fastcgi.client;

import io.github.wsgi4j.fastcgi.FastCgiAddress;

/**
 * A server as the pool knows it, under whose monitor all of this is used.
 */
final class Server {

	/**
	 * The connections closed in a row after which the server is not asked to keep any.
	 */
	private static final int CLOSES = 3;

	/** For how long it is not asked then. */
	private static final long NOT_ASKED_NANOS = 60_000_000_000L;

	private final FastCgiAddress address;

	private int busy;

	/** The connections that may wait for the server to accept them. */
	private int unanswered;

	private boolean reachable = true;

	private boolean tried;

	private long outUntil;

	private int closes;

	private long closedNanos;

	Server(FastCgiAddress address) {
		this.address = address;
	}

	FastCgiAddress address() {
		return this.address;
	}

	int busy() {
		return this.busy;
	}

	/**
	 * Counts the requests that have a connection here, or get one.
	 */
	void changeBusy(int by) {
		this.busy += by;
	}

	void changeUnanswered(int by) {
		this.unanswered += by;
	}

	/**
	 * Whether a connection that has nothing to do may be kept. A server of few processes
	 * may have given it the one that another connection waits for.
	 */
	boolean hasRoomForIdle() {
		return this.unanswered == 0;
	}

	/**
	 * Whether the last try to connect, if there was any, has succeeded.
	 */
	boolean isReachable() {
		return this.reachable;
	}

	/**
	 * Whether it is known that a connection can be made.
	 */
	boolean isKnown() {
		return this.tried && this.reachable;
	}

	boolean isLeftOut(long now) {
		return !this.reachable && this.outUntil - now > 0;
	}

	long outUntil() {
		return this.outUntil;
	}

	/**
	 * Leaves the server out for the others while one request tries it again.
	 */
	void leaveOut(long until) {
		this.outUntil = until;
	}

	/**
	 * Takes note of a try to connect.
	 * @return whether that is news
	 */
	boolean tried(boolean reachable) {
		boolean changed = this.reachable != reachable;
		this.reachable = reachable;
		this.tried = true;
		return changed;
	}

	/**
	 * Whether it makes sense to ask for a connection to be kept.
	 */
	boolean keeps(long now) {
		return this.closes < CLOSES || now - this.closedNanos > NOT_ASKED_NANOS;
	}

	/**
	 * Takes note of what became of a connection that the server was asked to keep.
	 * @param kept whether it has answered a second request
	 */
	void noteKept(boolean kept, long now) {
		this.closes = kept ? 0 : this.closes + 1;
		this.closedNanos = now;
	}

}
