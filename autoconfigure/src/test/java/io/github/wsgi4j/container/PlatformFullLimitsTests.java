package io.github.wsgi4j.container;

class PlatformFullLimitsTests extends LimitsSuite {

	PlatformFullLimitsTests() {
		super(ExecutionMode.PLATFORM, Buffering.FULL);
	}

}
