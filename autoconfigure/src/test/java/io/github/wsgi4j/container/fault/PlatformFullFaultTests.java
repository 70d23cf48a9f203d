package io.github.wsgi4j.container.fault;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

class PlatformFullFaultTests extends FaultSuite {

	PlatformFullFaultTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

}
