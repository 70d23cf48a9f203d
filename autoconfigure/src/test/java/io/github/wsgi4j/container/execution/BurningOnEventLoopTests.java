package io.github.wsgi4j.container.execution;

/**
 * An application that computes on the loop's own thread.
 */
class BurningOnEventLoopTests extends BurningContract {

	BurningOnEventLoopTests() {
		super("event-loop");
	}

}
