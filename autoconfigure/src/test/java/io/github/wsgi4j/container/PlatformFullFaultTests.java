package io.github.wsgi4j.container;

class PlatformFullFaultTests extends FaultSuite {

	PlatformFullFaultTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

}
