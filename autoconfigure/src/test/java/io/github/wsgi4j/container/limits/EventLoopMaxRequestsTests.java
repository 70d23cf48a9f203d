package io.github.wsgi4j.container.limits;

import io.github.wsgi4j.autoconfigure.support.OnOldestJava;
import io.github.wsgi4j.container.ExecutionMode;

@OnOldestJava
class EventLoopMaxRequestsTests extends MaxRequestsContract {

	EventLoopMaxRequestsTests() {
		super(ExecutionMode.EVENT_LOOP);
	}

}
