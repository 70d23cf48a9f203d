package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.container.ExecutionMode;

class EventLoopMaxRequestsTests extends MaxRequestsContract {

	EventLoopMaxRequestsTests() {
		super(ExecutionMode.EVENT_LOOP);
	}

}
