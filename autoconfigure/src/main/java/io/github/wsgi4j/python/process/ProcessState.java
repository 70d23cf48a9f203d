package io.github.wsgi4j.python.process;

/**
 * States of a process, and what leads from one to the next. An event that comes too late
 * changes nothing.
 */
enum ProcessState {

	/** Imports its application. */
	STARTING,

	/** Takes requests. */
	READY,

	/** Takes no requests any more, and exits after those that run. */
	DRAINING,

	/** Could not import its application, or died unasked. */
	FAILED,

	/** Has exited when asked to. */
	STOPPED;

	ProcessState on(Event event) {
		return switch (event) {
			case IMPORTED -> (this == STARTING) ? READY : this;
			case NOT_IMPORTED -> (this == STARTING) ? FAILED : this;
			case RETIRED -> (this == STARTING || this == READY) ? DRAINING : this;
			case EXITED -> (this == DRAINING || this == STOPPED) ? STOPPED : FAILED;
		};
	}

	enum Event {

		/** The process has imported its application. */
		IMPORTED,

		/** The process could not import its application, or not in time. */
		NOT_IMPORTED,

		/** The supervisor wants the process to end. */
		RETIRED,

		/** The process is gone. */
		EXITED

	}

}
