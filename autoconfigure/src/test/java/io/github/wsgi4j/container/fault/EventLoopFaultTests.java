package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

@OnOldestJava
class EventLoopFaultTests extends FaultSuite {

	EventLoopFaultTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
