package io.github.wsgi4j.container.execution;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;

/**
 * An application that computes on the loop's own thread.
 */
@OnOldestJava
class BurningOnEventLoopTests extends BurningContract {

	BurningOnEventLoopTests() {
		super("event-loop");
	}

}
