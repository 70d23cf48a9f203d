package io.github.wsgi4j.container;

class EventLoopLimitsTests extends LimitsSuite {

	EventLoopLimitsTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
