package io.github.wsgi4j.container;

class PlatformStreamFaultTests extends FaultSuite {

	PlatformStreamFaultTests() {
		super(ExecutionMode.PLATFORM, Buffering.STREAM);
	}

}
