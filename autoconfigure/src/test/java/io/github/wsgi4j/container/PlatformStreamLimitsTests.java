package io.github.wsgi4j.container;

class PlatformStreamLimitsTests extends StreamLimitsSuite {

	PlatformStreamLimitsTests() {
		super(ExecutionMode.PLATFORM);
	}

}
