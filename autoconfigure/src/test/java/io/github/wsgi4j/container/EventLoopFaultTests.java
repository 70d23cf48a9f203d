package io.github.wsgi4j.container;

class EventLoopFaultTests extends FaultSuite {

	EventLoopFaultTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
