package io.github.wsgi4j.container;

/**
 * The kind of thread that an application runs on.
 */
public enum ExecutionMode {

	/** A bounded pool of platform threads with a bounded queue. */
	PLATFORM(Buffering.FULL),

	/** A virtual thread for each request; needs Java 21. */
	VIRTUAL(Buffering.STREAM),

	/**
	 * A virtual thread for each request, which the event loop of its connection carries;
	 * needs Java 24, Reactor Netty and an opened {@code java.lang}.
	 */
	VIRTUAL_ON_EVENT_LOOP(Buffering.STREAM),

	/** The event loop itself, for code that never blocks; needs Reactor Netty. */
	EVENT_LOOP(Buffering.FULL);

	private final Buffering buffering;

	ExecutionMode(Buffering buffering) {
		this.buffering = buffering;
	}

	/**
	 * The buffering in this mode, unless another one is set.
	 * @return what suits the mode
	 */
	public Buffering getBuffering() {
		return this.buffering;
	}

	/**
	 * Whether applications run on the event loops of Reactor Netty in this mode.
	 * @return whether they do
	 */
	public boolean isOnEventLoop() {
		return this == VIRTUAL_ON_EVENT_LOOP || this == EVENT_LOOP;
	}

}
