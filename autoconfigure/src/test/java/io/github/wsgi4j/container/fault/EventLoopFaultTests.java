package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

class EventLoopFaultTests extends FaultSuite {

	EventLoopFaultTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
