package io.github.wsgi4j.autoconfigure.server;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;

/**
 * The life cycle with {@code wsgi.execution.mode=event-loop}.
 */
@OnOldestJava
class EventLoopLifecycleTests extends EventLoopLifecycle {

	EventLoopLifecycleTests() {
		super("event-loop");
	}

}
