package io.github.wsgi4j.autoconfigure.server;

/**
 * The life cycle with {@code wsgi.execution.mode=event-loop}.
 */
class EventLoopLifecycleTests extends EventLoopLifecycle {

	EventLoopLifecycleTests() {
		super("event-loop");
	}

}
