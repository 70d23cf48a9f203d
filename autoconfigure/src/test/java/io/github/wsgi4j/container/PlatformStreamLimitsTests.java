package io.github.wsgi4j.container;

class PlatformStreamLimitsTests extends LimitsSuite {

	PlatformStreamLimitsTests() {
		super(ExecutionMode.PLATFORM, Buffering.STREAM);
	}

}
