package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.Buffering;
import io.github.wsgi4j.container.ExecutionMode;

class EventLoopLimitsTests extends ResponseLimitsSuite {

	EventLoopLimitsTests() {
		super(ExecutionMode.EVENT_LOOP, Buffering.FULL);
	}

}
