package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.ExecutionMode;

class PlatformStreamLimitsTests extends StreamLimitsSuite {

	PlatformStreamLimitsTests() {
		super(ExecutionMode.PLATFORM);
	}

}
