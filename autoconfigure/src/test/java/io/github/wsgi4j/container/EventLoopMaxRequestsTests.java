package io.github.wsgi4j.container;

class EventLoopMaxRequestsTests extends MaxRequestsContract {

	EventLoopMaxRequestsTests() {
		super(ExecutionMode.EVENT_LOOP);
	}

}
