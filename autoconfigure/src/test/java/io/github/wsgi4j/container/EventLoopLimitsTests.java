package io.github.wsgi4j.container;

class EventLoopLimitsTests extends ResponseLimitsSuite {

	EventLoopLimitsTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
